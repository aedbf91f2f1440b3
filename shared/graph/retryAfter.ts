/** The three forms of an HTTP date (RFC 9110, section 5.6.7); the last has no zone and means GMT too. */
const httpDate =
  /^(?:[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} [\d:]{8} GMT|[A-Z][a-z]{5,8}, \d\d-[A-Z][a-z]{2}-\d\d [\d:]{8} GMT|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d [\d:]{8} \d{4})$/;

/**
 * A Retry-After header as milliseconds from the answer: delta-seconds, or an HTTP date held against the answer's own Date
 * so that no clock of ours counts. Undefined when it is absent, nonsense or asks for no wait at all: then the ladder
 * decides, so that a server which says 0 every time is not asked without a pause.
 */
export function retryAfterMs(headers: Headers): number | undefined {
  const text = headers.get('retry-after') ?? '';
  const waitMs = /^\d{1,9}$/.test(text)
    ? Number(text) * 1000
    : timeOf(text) - timeOf(headers.get('date') ?? '');
  return waitMs > 0 ? waitMs : undefined;
}

/** Milliseconds since 1970, or NaN. */
function timeOf(text: string): number {
  if (!httpDate.test(text)) return Number.NaN;
  return Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
}
