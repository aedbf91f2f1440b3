import MailComposer, { type MailComposerOptions } from 'nodemailer/lib/mail-composer';
import type { GraphError } from '../api/graphAnswer.ts';
import { refuse } from '../api/graphErrors.ts';
import type { SimulatedMailbox } from '../mailboxes/mailbox.ts';
import {
  flagIn,
  isJsonObject,
  type JsonObject,
  JsonRefused,
  listIn,
  objectIn,
  recipient,
  textIn,
} from './jsonFields.ts';

/** A mail from Graph's JSON form, composed as MIME, and whether a copy goes to Sent Items. */
export interface ComposedMail {
  readonly kind: 'composed';
  readonly mime: Buffer;
  readonly saveToSentItems: boolean;
}

/** Reads the JSON body of `sendMail` and composes its MIME, which then passes the same checks as any other. */
export async function composeJsonMail(
  body: Buffer,
  mailbox: SimulatedMailbox,
): Promise<ComposedMail | GraphError> {
  const parameters = parseJson(body);
  if (!isJsonObject(parameters)) {
    return refuse('UnableToDeserializePostBody', 'were unable to deserialize'); // Graph's own words
  }
  try {
    const message = objectIn(parameters, 'message');
    if (message === undefined) {
      return refuse('ErrorInvalidParameter', "The value of the parameter 'Message' is empty.");
    }
    const saveToSentItems = flagIn(parameters, 'saveToSentItems') ?? true;
    return {
      kind: 'composed',
      mime: await compose(readMessage(message, mailbox)),
      saveToSentItems,
    };
  } catch (error) {
    if (error instanceof JsonRefused) return error.refusal;
    throw error;
  }
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

function readMessage(message: JsonObject, mailbox: SimulatedMailbox): MailComposerOptions {
  const from = objectIn(message, 'from');
  const body = objectIn(message, 'body') ?? {};
  const content = textIn(body, 'content') ?? '';
  const isHtml = textIn(body, 'contentType')?.toLowerCase() === 'html';
  return {
    from: from ? recipient(from) : { name: mailbox.displayName, address: mailbox.mail },
    to: listIn(message, 'toRecipients').map(recipient),
    cc: listIn(message, 'ccRecipients').map(recipient),
    bcc: listIn(message, 'bccRecipients').map(recipient),
    replyTo: listIn(message, 'replyTo').map(recipient),
    subject: textIn(message, 'subject') ?? '',
    ...(isHtml ? { html: content } : { text: content }),
    headers: listIn(message, 'internetMessageHeaders').map(readHeader),
    attachments: listIn(message, 'attachments').map(readAttachment),
  };
}

function readHeader(header: JsonObject): { key: string; value: string } {
  const name = textIn(header, 'name') ?? '';
  if (!/^x-[!-9;-~]+$/i.test(name)) {
    throw new JsonRefused(
      refuse(
        'ErrorInvalidInternetHeader',
        `The internet message header name '${name}' should start with 'x-' or 'X-'.`,
      ),
    );
  }
  return { key: name, value: textIn(header, 'value') ?? '' };
}

function readAttachment(attachment: JsonObject) {
  const type = attachment['@odata.type'];
  const contentBytes = textIn(attachment, 'contentBytes');
  if (type !== '#microsoft.graph.fileAttachment' || contentBytes === undefined) {
    throw new JsonRefused(
      refuse(
        'ErrorInvalidParameter',
        'The simulator takes attachments of type #microsoft.graph.fileAttachment with contentBytes.',
      ),
    );
  }
  const contentId = textIn(attachment, 'contentId');
  return {
    filename: textIn(attachment, 'name') ?? 'attachment',
    content: Buffer.from(contentBytes, 'base64'),
    contentType: textIn(attachment, 'contentType') ?? 'application/octet-stream',
    contentDisposition: flagIn(attachment, 'isInline') ? 'inline' : 'attachment',
    ...(contentId === undefined ? {} : { cid: contentId }),
  };
}

async function compose(options: MailComposerOptions): Promise<Buffer> {
  const node = new MailComposer({
    ...options,
    newline: 'win',
    disableFileAccess: true, // nothing in a request may make the simulator read files or fetch addresses
    disableUrlAccess: true,
  }).compile();
  node.keepBcc = true; // the envelope comes from the headers, Bcc among them
  return await node.build();
}
