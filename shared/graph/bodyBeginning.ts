/**
 * The text of an answer's body, cut off soon after `mostBytes`. Leaving early closes the connection, so an answer without
 * an end holds nothing. Throws when the connection breaks.
 */
export async function bodyBeginning(response: Response, mostBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    sizeBytes += chunk.length;
    if (sizeBytes > mostBytes) break;
  }
  return new TextDecoder().decode(Buffer.concat(chunks)); // drops a byte order mark, which JSON does not allow
}
