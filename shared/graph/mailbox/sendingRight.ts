import { type Client, ResponseType } from '@microsoft/microsoft-graph-client';
import { concludeFault } from '../conclude.ts';
import { errorCodes } from '../errorBody.ts';
import { RequestTrace } from '../requestTrace.ts';

/** Whether the identity may send from a mailbox. `unclear` proves neither. */
export type SendingRight =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'denied' | 'missing' | 'unclear'; readonly code: string };

/**
 * The body of the question. Not one character of it is of the base64 alphabet, so that even a reader that skips what is
 * foreign gets no byte, and a mail without bytes has no recipient: whatever becomes of the request, nothing can be sent.
 */
export const unsendableBody = '!!!!';

/** Graph's answer to a MIME send that is no base64 (user-sendmail.md): it got as far as the body. */
const bodyRefused = 'ErrorMimeContentInvalidBase64String';

/**
 * Asks by a send that cannot be sent: with the right, Exchange refuses the body; without, it refuses the access. That it
 * looks at the right first is not documented (docs/doctor.md). Never throws.
 */
export async function readSendingRight(
  client: Client,
  mailbox: string,
  withinMs: number,
): Promise<SendingRight> {
  const trace = new RequestTrace();
  try {
    const response: Response = await client
      .api(`/users/${encodeURIComponent(mailbox)}/sendMail`)
      .middlewareOptions([trace])
      .responseType(ResponseType.RAW)
      .headers({ 'Content-Type': 'text/plain' })
      .options({ signal: AbortSignal.timeout(withinMs) })
      .post(unsendableBody);
    return await conclude(response);
  } catch {
    return { kind: 'unclear', code: concludeFault(trace).code };
  }
}

async function conclude(response: Response): Promise<SendingRight> {
  const { status } = response;
  const codes = await errorCodes(response);
  const code = `${status} ${codes[0] ?? ''}`.trimEnd();
  if (status === 400 && codes.includes(bodyRefused)) return { kind: 'allowed' };
  if (status === 403) return { kind: 'denied', code };
  return { kind: status === 404 ? 'missing' : 'unclear', code };
}
