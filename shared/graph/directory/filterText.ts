/** A text as a literal of an OData filter: quotes are doubled, so that no part of it is read as a condition. */
export function filterText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A filter as part of a query. The SDK encodes nothing. Throws `URIError` for text that no URL can carry. */
export function filterQuery(filter: string): string {
  return `$filter=${encodeURIComponent(filter)}`;
}
