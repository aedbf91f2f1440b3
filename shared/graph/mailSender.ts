import { type Client, ResponseType } from '@microsoft/microsoft-graph-client';
import { asBuffer } from '../job/writeJob.ts';
import type { SendAnswer } from './answer.ts';
import { concludeAnswer, concludeFault } from './conclude.ts';
import { RequestTrace } from './requestTrace.ts';

/** One request to send one mail. */
export interface SendRequest {
  /** Object id of the mailbox. */
  readonly mailbox: string;
  readonly mime: Uint8Array;
  /** The attempt's claim: Graph's log and ours name the attempt by it. */
  readonly clientRequestId: string;
  /** Give up after this many milliseconds. */
  readonly withinMs: number;
}

/** Sends mail. Never throws: what became of the request is the answer. */
export interface MailSender {
  send(request: SendRequest): Promise<SendAnswer>;
}

/** Sends by Graph's `sendMail`, the MIME message byte for byte (as base64, the only form Graph takes). */
export function graphMailSender(client: Client): MailSender {
  return {
    async send({ mailbox, mime, clientRequestId, withinMs }) {
      const trace = new RequestTrace();
      try {
        const response: Response = await client
          .api(`/users/${encodeURIComponent(mailbox)}/sendMail`)
          .middlewareOptions([trace])
          .responseType(ResponseType.RAW)
          .headers({ 'Content-Type': 'text/plain', 'client-request-id': clientRequestId })
          .options({ signal: AbortSignal.timeout(withinMs) })
          .post(asBuffer(mime).toString('base64'));
        return await concludeAnswer(response);
      } catch {
        return concludeFault(trace);
      }
    },
  };
}
