import { isObject, type JsonObject, textOf } from '../jsonObject.ts';
import type { Refused } from './directoryAnswer.ts';
import { directoryLimits } from './directoryLimits.ts';
import type { DirectoryRequest, DirectoryRequests } from './directoryRequests.ts';
import { ownLink } from './ownLink.ts';
import { failedRead, strangeAnswer } from './unreadable.ts';

/** One page of a list. */
export interface DirectoryPage {
  readonly kind: 'page';
  readonly items: readonly JsonObject[];
  /** On the last page of a delta query. */
  readonly deltaLink: string | undefined;
}

/**
 * Every page of a list to its end, with the same headers for each: Graph forgets `ConsistencyLevel` between pages. A refusal
 * is given out and ends it. Throws `DirectoryUnreadable` when any page is missing, so whoever gets to the end has all.
 */
export async function* readPages(
  requests: DirectoryRequests,
  what: string,
  first: DirectoryRequest,
): AsyncGenerator<DirectoryPage | Refused> {
  const links = new Set<string>();
  for (let request = first; ; ) {
    const answer = await requests.ask(request);
    if (answer.kind === 'noAnswer') throw failedRead(what, answer);
    if (answer.kind === 'refused') {
      yield answer;
      return;
    }
    const { page, nextLink } = readPage(what, answer.body);
    yield page;
    if (nextLink === undefined) return;
    const next = ownLink(requests.address, nextLink);
    if (!next) throw strangeAnswer(what, 'its link to the next page leaves Graph', 'ForeignLink');
    if (links.has(nextLink) || links.size >= directoryLimits.mostPages) {
      throw strangeAnswer(what, 'its pages do not end', 'EndlessPages');
    }
    links.add(nextLink);
    request = { ...first, ...next };
  }
}

function readPage(what: string, body: unknown) {
  if (!isObject(body) || !Array.isArray(body['value']) || !body['value'].every(isObject)) {
    throw strangeAnswer(what, 'a page has no list'); // never an empty one
  }
  const page: DirectoryPage = {
    kind: 'page',
    items: body['value'],
    deltaLink: textOf(body['@odata.deltaLink']),
  };
  const nextLink = body['@odata.nextLink'] ?? undefined;
  if (nextLink !== undefined && typeof nextLink !== 'string') {
    throw strangeAnswer(what, 'its link to the next page is no text');
  }
  return { page, nextLink };
}

/** The object id of an item. Throws `DirectoryUnreadable` when there is none. */
export function idOf(what: string, item: unknown): string {
  const id = isObject(item) ? textOf(item['id']) : undefined;
  if (id === undefined) throw strangeAnswer(what, 'an object has no id');
  return id;
}
