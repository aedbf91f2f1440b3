import PostalMime, { type Attachment, type Email } from 'postal-mime';
import type { AcceptedMessage, MessageSummary } from '../store/acceptedMessage.ts';
import { summaryOf } from '../store/acceptedMessage.ts';
import { safeFilename } from './attachmentDisposition.ts';
import { hasRemoteContent } from './mailHtml.ts';

/** An attachment as the page lists it; `index` names it in its address. */
interface AttachmentInfo {
  readonly index: number;
  readonly filename: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  /** Shown within the HTML by its Content-ID. */
  readonly inline: boolean;
}

/** One mail as the reading pane shows it. */
export interface MailView extends MessageSummary {
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  /** Absent when the mail has no text part. */
  readonly text?: string;
  readonly hasHtml: boolean;
  readonly hasRemoteContent: boolean;
  readonly attachments: readonly AttachmentInfo[];
}

/**
 * Parses a mail's MIME; attached messages stay files instead of running into the body.
 * A mail that the parser refuses (too deeply nested, too many headers) shows that as its text, so that
 * one hostile mail does not take the whole list away.
 */
export async function parseMail(message: AcceptedMessage): Promise<Email> {
  try {
    return await PostalMime.parse(message.mime, { forceRfc822Attachments: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const text = `This mail cannot be taken apart: ${reason}. Its source is complete.`;
    return { headers: [], headerLines: [], attachments: [], text };
  }
}

/** Everything the reading pane shows of a mail but its HTML, which is a document of its own. */
export async function readMail(message: AcceptedMessage): Promise<MailView> {
  const { headers, text, html, attachments } = await parseMail(message);
  return {
    ...summaryOf(message),
    headers: headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
    ...(text === undefined ? {} : { text }),
    hasHtml: html !== undefined,
    hasRemoteContent: html !== undefined && hasRemoteContent(html),
    attachments: attachments.map(attachmentInfo),
  };
}

/** The decoded bytes of an attachment. */
export function attachmentBytes({ content }: Attachment): Buffer {
  return typeof content === 'string' ? Buffer.from(content) : Buffer.from(content as Uint8Array);
}

function attachmentInfo(attachment: Attachment, index: number): AttachmentInfo {
  return {
    index,
    filename: safeFilename(filenameOf(attachment)), // shown as it will be saved: no disguised extension
    contentType: attachment.mimeType,
    sizeBytes: attachmentBytes(attachment).length,
    inline: attachment.related === true,
  };
}

/** The name the mail gave the attachment, or one from its type. */
export function filenameOf({ filename, mimeType }: Attachment): string {
  if (filename) return filename;
  if (mimeType === 'text/calendar') return 'invitation.ics';
  if (mimeType === 'message/rfc822') return 'message.eml';
  return 'attachment';
}
