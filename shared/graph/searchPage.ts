import { bodyBeginning } from './bodyBeginning.ts';
import { isObject } from './jsonObject.ts';

/** A page of 50 mails with id, time and draft mark has about 15,000 bytes; more than this is no answer to our search. */
const mostBytes = 262_144;

/** A time as OData writes it: seconds are always there, a fraction may be. */
const odataTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/** One page of the mails that a search found. */
export interface SearchPage {
  readonly mails: readonly { readonly isDraft: boolean; readonly createdMs: number }[];
  /** Where the next page starts; undefined after the last one. */
  readonly nextSkip: number | undefined;
}

/**
 * Reads an answer's body. Undefined when any of it is not as Graph writes it, or it breaks off: what cannot be read must
 * not count as an empty mailbox.
 */
export async function readSearchPage(response: Response): Promise<SearchPage | undefined> {
  try {
    const body: unknown = JSON.parse(await bodyBeginning(response, mostBytes));
    if (!isObject(body) || !Array.isArray(body['value'])) return undefined;
    const mails = body['value'].map(readMail);
    const nextSkip = readNextSkip(body['@odata.nextLink']);
    return mails.every((mail) => mail !== undefined) && nextSkip !== null
      ? { mails, nextSkip }
      : undefined;
  } catch {
    return undefined;
  }
}

function readMail(mail: unknown) {
  if (!isObject(mail)) return undefined;
  const { isDraft, createdDateTime } = mail;
  if (typeof isDraft !== 'boolean' || typeof createdDateTime !== 'string') return undefined;
  const createdMs = odataTime.test(createdDateTime) ? Date.parse(createdDateTime) : Number.NaN;
  return Number.isNaN(createdMs) ? undefined : { isDraft, createdMs };
}

/**
 * Only the number is taken from the link: no token goes to an address that an answer names, and our own filter stays,
 * which a link may drop (microsoft-graph-docs#12810). Null when there is a link without a number.
 */
function readNextSkip(link: unknown): number | undefined | null {
  if (link === undefined || link === null) return undefined;
  const skip = typeof link === 'string' ? URL.parse(link)?.searchParams.get('$skip') : null;
  return skip && /^\d{1,9}$/.test(skip) ? Number(skip) : null;
}
