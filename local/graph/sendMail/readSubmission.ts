import type { GraphError } from '../api/graphAnswer.ts';
import { refuse } from '../api/graphErrors.ts';
import type { SimulatedMailbox } from '../mailboxes/mailbox.ts';
import type { AcceptedMessage } from '../store/acceptedMessage.ts';
import { decodeBase64Mime } from './base64Mime.ts';
import { composeJsonMail } from './jsonMail.ts';

/** The body of a `sendMail` as it came. */
export interface SubmittedBody {
  /** Media type in lower case without parameters. */
  readonly contentType: string;
  readonly body: Buffer;
}

/** A mail as it was handed in, before anything in it is checked. */
type ReadMail = Pick<AcceptedMessage, 'submittedAs' | 'saveToSentItems' | 'mime'> & {
  readonly kind: 'mail';
};

/** Reads the body of a `sendMail` in either of its forms, MIME as base64 or JSON. */
export async function readSubmission(
  { contentType, body }: SubmittedBody,
  mailbox: SimulatedMailbox,
): Promise<ReadMail | GraphError> {
  switch (contentType) {
    case 'text/plain': {
      const mime = decodeBase64Mime(body);
      if (!Buffer.isBuffer(mime)) return mime;
      return { kind: 'mail', submittedAs: 'mime', saveToSentItems: true, mime };
    }
    case 'application/json': {
      const composed = await composeJsonMail(body, mailbox);
      if (composed.kind === 'error') return composed;
      return { ...composed, kind: 'mail', submittedAs: 'json' };
    }
    default:
      return refuse(
        'UnsupportedMediaType',
        `The content type '${contentType}' is not supported. sendMail takes text/plain (MIME as base64) or application/json.`,
      );
  }
}
