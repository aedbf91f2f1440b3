import type { JobMessage } from '../../shared/job/message.ts';

/** A message as the binding hands it over, with plausible values, changed where a test cares. */
export function jobMessage(change: Partial<JobMessage> = {}): JobMessage {
  return {
    body: mime(),
    messageId: 'order-1',
    contentType: 'message/rfc822',
    correlationId: undefined,
    replyTo: undefined,
    properties: {},
    sequenceNumber: '42',
    enqueuedAtMs: Date.now() - 60_000, // before any clock that a test starts
    expiresAtMs: undefined,
    ...change,
  };
}

/** An ordinary mail from billing@contoso.example. `change` replaces or adds header lines; undefined removes one. */
export function mime(change: Readonly<Record<string, string | undefined>> = {}): Buffer {
  const headers = {
    From: 'Contoso Billing <billing@contoso.example>',
    To: 'Ann <ann@fabrikam.example>',
    Subject: 'Your invoice',
    Date: 'Sat, 21 Nov 2026 10:00:00 +0000',
    'Message-ID': '<invoice-1@contoso.example>',
    'Content-Type': 'text/plain; charset=utf-8',
    ...change,
  };
  const lines = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${value}`],
  );
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\nPlease pay.\r\n`);
}
