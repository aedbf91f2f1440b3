import { type Client, ResponseType } from '@microsoft/microsoft-graph-client';
import { concludeFault } from './conclude.ts';
import { errorCodes } from './errorBody.ts';
import { RequestTrace } from './requestTrace.ts';
import { retryAfterMs } from './retryAfter.ts';
import { readSearchPage, type SearchPage } from './searchPage.ts';

/**
 * What a search for a mail by its Message-ID showed. `copy`: it stands there and is no draft, so it went out. `draft`: only
 * drafts of that time. `forbidden`: the identity may not read this mailbox. `noAnswer` proves nothing.
 */
export type SearchAnswer =
  | { readonly kind: 'copy' }
  | { readonly kind: 'draft' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'noAnswer'; readonly code: string; readonly retryAfterMs: number | undefined };

/** One search of one mailbox. */
export interface SearchRequest {
  /** Object id of the mailbox. */
  readonly mailbox: string;
  /** With its angle brackets. */
  readonly messageId: string;
  /** Mails created before this time do not count, in milliseconds since 1970. */
  readonly sinceMs: number;
  /** Give up after this many milliseconds. */
  readonly withinMs: number;
}

/** Looks for a mail that may have been sent. Never throws, and asks once: what is no answer is asked again by the caller. */
export interface MailFinder {
  find(request: SearchRequest): Promise<SearchAnswer>;
}

const mailsPerPage = 50;

/** More mails of one Message-ID than a mailbox has for a good reason, 250 with `mailsPerPage`. */
const mostPages = 5;

/**
 * Searches by Graph, in the whole mailbox: a mail that is delayed stands in Drafts or Outbox, and rules and people move
 * copies. Pages are read to the last one, since Graph may end a page early and no other order than its own is promised:
 * a mail is absent only from the whole answer.
 */
export function graphMailFinder(client: Client): MailFinder {
  return {
    async find({ mailbox, messageId, sinceMs, withinMs }) {
      const signal = AbortSignal.timeout(withinMs);
      const fromMs = Math.floor(sinceMs / 1000) * 1000; // Graph writes whole seconds
      let draftSeen = false;
      let skip: number | undefined;
      for (let page = 1; page <= mostPages; page++) {
        const answer = await searchOnce(client, mailbox, messageId, skip, signal);
        if (answer.kind !== 'page') return answer;
        const ours = answer.mails.filter(({ createdMs }) => createdMs >= fromMs);
        if (ours.some(({ isDraft }) => !isDraft)) return { kind: 'copy' };
        draftSeen ||= ours.length > 0;
        skip = answer.nextSkip;
        if (skip === undefined) return { kind: draftSeen ? 'draft' : 'absent' };
      }
      return noAnswer('TooManyPages');
    },
  };
}

type PageAnswer =
  | ({ readonly kind: 'page' } & SearchPage)
  | Extract<SearchAnswer, { kind: 'forbidden' | 'noAnswer' }>;

async function searchOnce(
  client: Client,
  mailbox: string,
  messageId: string,
  skip: number | undefined,
  signal: AbortSignal,
): Promise<PageAnswer> {
  const trace = new RequestTrace();
  try {
    const request = client
      .api(`/users/${encodeURIComponent(mailbox)}/messages`)
      .middlewareOptions([trace])
      .responseType(ResponseType.RAW)
      .options({ signal })
      .filter(encodeURIComponent(`internetMessageId eq '${messageId.replaceAll("'", "''")}'`)) // the SDK encodes nothing
      .select('id,isDraft,createdDateTime')
      .top(mailsPerPage);
    return await readAnswer(await (skip === undefined ? request : request.skip(skip)).get());
  } catch {
    return noAnswer(concludeFault(trace).code);
  }
}

async function readAnswer(response: Response): Promise<PageAnswer> {
  const { status, headers } = response;
  if (status === 200) {
    const page = await readSearchPage(response);
    return page ? { kind: 'page', ...page } : noAnswer('UnreadableAnswer');
  }
  const [code = `HTTP ${status}`] = await errorCodes(response);
  return status === 403 ? { kind: 'forbidden' } : noAnswer(code, retryAfterMs(headers));
}

function noAnswer(code: string, retryAfter?: number): Extract<SearchAnswer, { kind: 'noAnswer' }> {
  return { kind: 'noAnswer', code, retryAfterMs: retryAfter };
}
