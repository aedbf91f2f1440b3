import type { AcceptedMessage, Address, MessageSummary } from '../store/acceptedMessage.ts';
import { summaryOf } from '../store/acceptedMessage.ts';
import { parseMail } from './readMail.ts';

/** A mail as the list shows it. */
export interface InboxRow extends MessageSummary {
  /** First words of the body. */
  readonly preview: string;
  /** Attachments that are not pictures within the text. */
  readonly attachmentCount: number;
}

type Digest = Pick<InboxRow, 'preview' | 'attachmentCount'>;

const previewLength = 160;

/** HTML looked at for a preview when there is no text part; bounds the work a hostile mail can cause. */
const previewHtmlLength = 20_000;

/** A mail is parsed for the list once, and only when a page asks; it is forgotten with the mail. */
const digests = new WeakMap<AcceptedMessage, Promise<Digest>>();

/** The newest mails that match the search, newest first, and how many match in all. */
export async function listRows(
  messages: readonly AcceptedMessage[],
  search: string,
  limit: number,
): Promise<{ readonly rows: readonly InboxRow[]; readonly matchCount: number }> {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const matching = messages.filter((message) => matches(message, words)).reverse();
  const rows = matching.slice(0, limit).map(async (message) => ({
    ...summaryOf(message),
    ...(await digestOf(message)),
  }));
  return { rows: await Promise.all(rows), matchCount: matching.length };
}

function matches(message: AcceptedMessage, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const people = [message.from, ...message.to, ...message.cc, ...message.bcc].map(addressText);
  const text = [message.subject, message.mailbox, message.internetMessageId, ...people]
    .join('\n')
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

function addressText({ name, address }: Address): string {
  return `${name} ${address}`;
}

function digestOf(message: AcceptedMessage): Promise<Digest> {
  const known = digests.get(message);
  if (known !== undefined) return known;
  const digest = makeDigest(message);
  digests.set(message, digest);
  return digest;
}

async function makeDigest(message: AcceptedMessage): Promise<Digest> {
  const { text, html, attachments } = await parseMail(message);
  const words = text ?? textOf(html ?? '');
  return {
    preview: words.replace(/\s+/g, ' ').trim().slice(0, previewLength).toWellFormed(),
    attachmentCount: attachments.filter(({ related }) => related !== true).length,
  };
}

function textOf(html: string): string {
  return html
    .slice(0, previewHtmlLength)
    .replace(/<(style|script|title)\b[\s\S]*?<\/\1\s*>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(nbsp|zwnj|#\d+);/gi, ' ')
    .replace(/&lt;/gi, '<')
    .replace(/&gt;/gi, '>')
    .replace(/&quot;/gi, '"')
    .replace(/&amp;/gi, '&');
}
