import type { GraphAnswer, GraphError } from '../api/graphAnswer.ts';
import { refuse } from '../api/graphErrors.ts';
import { isWhole } from '../invalidInput.ts';

/** Where a page of a list begins. */
export interface PageStart {
  /** Number of the page; the first is 1. */
  readonly page: number;
  /** What the page begins behind: an offset or a place, by the list. */
  readonly after: number;
}

/** One page of a list. */
export interface Page {
  readonly value: readonly object[];
  /** What the next page begins behind; absent on the last one. */
  readonly nextAfter?: number;
  /** All that the list has, when the request asks for it. */
  readonly count?: number;
}

/** Text of a token that clients must hand back as it is. */
export function opaqueToken(content: object): string {
  return Buffer.from(JSON.stringify(content)).toString('base64url');
}

/** The fields of an opaque token; none when it is not one of ours. */
export function tokenContent(text: string): Readonly<Record<string, unknown>> {
  try {
    const content: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return typeof content === 'object' && content !== null ? { ...content } : {};
  } catch {
    return {};
  }
}

/** Reads `$skiptoken`; without one it is the first page. */
export function readPageStart(query: URLSearchParams): PageStart | GraphError {
  const text = query.get('$skiptoken');
  if (text === null) return { page: 1, after: 0 };
  const { page, after } = tokenContent(text);
  const isPlace = isWhole(0, Number.MAX_SAFE_INTEGER);
  if (isPlace(page) && isPlace(after)) return { page: Number(page), after: Number(after) };
  return refuse('BadRequest', 'The $skiptoken cannot be read. Use @odata.nextLink as it is.');
}

/** The number of the page that a request is for, also in a delta query; 1 when it names none. */
export function pageNumber(query: URLSearchParams): number {
  const { page } = tokenContent(query.get('$skiptoken') ?? '');
  return typeof page === 'number' ? page : 1;
}

/** The answer with one page; its `@odata.nextLink` keeps the query of the request. */
export function pageAnswer(
  url: URL,
  { page }: PageStart,
  context: string,
  found: Page,
): GraphAnswer {
  const { value, nextAfter, count } = found;
  const next = new URL(url);
  if (nextAfter !== undefined) {
    next.searchParams.set('$skiptoken', opaqueToken({ page: page + 1, after: nextAfter }));
  }
  return {
    kind: 'json',
    status: 200,
    body: {
      '@odata.context': `/v1.0/$metadata#${context}`,
      // Only the first page has it (query-parameters page of Graph).
      ...(count !== undefined && page === 1 ? { '@odata.count': count } : {}),
      ...(nextAfter === undefined ? {} : { '@odata.nextLink': next.href }),
      value,
    },
  };
}

/** One page of a list that is all in memory, by offset. */
export function slicePage<T>(
  all: readonly T[],
  { after }: PageStart,
  top: number,
  show: (item: T) => object,
): Page {
  const value = all.slice(after, after + top).map(show);
  return { value, ...(after + top < all.length ? { nextAfter: after + top } : {}) };
}
