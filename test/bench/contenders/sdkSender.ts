import { Client } from '@microsoft/microsoft-graph-client';
import { type LoopSender, usualWaitMs } from './loopSender.ts';

/** Sends by Microsoft's client as its documentation builds it, with the middleware it comes with: it tries again by itself. */
export function sdkSender(graphUrl: string): LoopSender {
  const client = Client.init({
    baseUrl: graphUrl,
    authProvider: (done) => done(null, 'token'),
  });
  return async (mailbox, mime) => {
    try {
      await client
        .api(`/users/${mailbox}/sendMail`)
        .header('Content-Type', 'text/plain')
        .post(mime.toString('base64'));
      return 'accepted';
    } catch {
      return { waitMs: usualWaitMs }; // what its own tries did not mend
    }
  };
}
