import { type LoopSender, usualWaitMs } from './loopSender.ts';

/** Sends by a bare `fetch`: the least that a sender in JavaScript costs. */
export function fetchSender(graphUrl: string): LoopSender {
  return async (mailbox, mime) => {
    const response = await fetch(`${graphUrl}/v1.0/users/${mailbox}/sendMail`, {
      method: 'POST',
      headers: { 'Content-Type': 'text/plain' },
      body: mime.toString('base64'),
    });
    await response.arrayBuffer(); // frees the connection
    if (response.status === 202) return 'accepted';
    const retryAfter = response.headers.get('Retry-After');
    return { waitMs: retryAfter === null ? usualWaitMs : Number(retryAfter) * 1000 };
  };
}
