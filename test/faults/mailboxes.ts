import type { SearchAnswer, SearchRequest } from '../../shared/graph/mailFinder.ts';
import type { VirtualTime } from './virtualTime.ts';

/** One mail that left: which mail of which job, in which attempt. */
export interface Accepted {
  readonly jobId: string;
  readonly content: string;
  readonly claim: string;
  /** When our request began. */
  readonly requestedAtMs: number;
}

/** How an item comes into the mailbox: at once and as a copy, if nothing else is said. */
interface Filing {
  /** It cannot be found before. */
  readonly foundAfterMs?: number;
  readonly createdAtMs?: number;
  readonly isDraft?: boolean;
}

interface Item {
  readonly messageId: string;
  readonly createdAtMs: number;
  readonly foundFromMs: number;
  readonly isDraft: boolean;
}

/** What Exchange did: mails it accepted, and what lies in the mailbox. */
export class Mailboxes {
  readonly accepted: Accepted[] = [];
  readonly #items = new Set<Item>();
  readonly #time: VirtualTime;
  readonly #keepsMessageId: boolean;

  constructor(time: VirtualTime, keepsMessageId: boolean) {
    this.#time = time;
    this.#keepsMessageId = keepsMessageId;
  }

  /** Takes a mail and files its copy. */
  accept(mime: Uint8Array, claim: string, requestedAtMs: number, filing: Filing): void {
    const mark = markOf(mime);
    this.accepted.push({ ...mark, claim, requestedAtMs });
    this.file(this.#keepsMessageId ? mark.messageId : `<${claim}@exchange.example>`, filing);
  }

  /** Puts an item into the mailbox without sending anything. */
  file(messageId: string, filing: Filing): Item {
    const { foundAfterMs = 0, createdAtMs = this.#time.now(), isDraft = false } = filing;
    const foundFromMs = this.#time.now() + foundAfterMs;
    const item = { messageId, createdAtMs, isDraft, foundFromMs };
    this.#items.add(item);
    return item;
  }

  remove(item: Item): void {
    this.#items.delete(item);
  }

  search({ messageId, sinceMs }: SearchRequest): SearchAnswer {
    const found = [...this.#items].filter(
      (item) =>
        item.messageId === messageId &&
        item.createdAtMs >= sinceMs &&
        item.foundFromMs <= this.#time.now(),
    );
    if (found.length === 0) return { kind: 'absent' };
    return { kind: found.some(({ isDraft }) => !isDraft) ? 'copy' : 'draft' };
  }
}

/** The headers by which a run knows its mails again. */
export function markOf(mime: Uint8Array): { jobId: string; content: string; messageId: string } {
  const head = Buffer.from(mime.buffer, mime.byteOffset, Math.min(mime.length, 1024));
  const text = head.toString('latin1');
  const header = (name: string) => new RegExp(`^${name}: (.*)\r$`, 'm').exec(text)?.[1] ?? '';
  return {
    jobId: header('X-Job'),
    content: header('X-Content'),
    messageId: header('Message-ID'),
  };
}
