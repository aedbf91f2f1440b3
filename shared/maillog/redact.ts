/** What may stand in a foreign error text and must not stand in a log: keys, signatures, tokens, addresses. */
const secrets: readonly RegExp[] = [
  // Values by name, as connection strings, URLs (also encoded ones) and JSON write them.
  /(?:(?:\b|%26|%3F)(?:sig|password)|SharedAccessSignature|SharedAccessKey|AccountKey|client_secret|client_assertion|(?:access|refresh|id)_token)(?:["']?\s*[:=]\s*["']?|%(?:25)*3D)[^\s&;"']+/gi,
  /(?:Bearer|Basic|SharedKey|SharedKeyLite)\s+[\w.~+/=:-]+/gi,
  /eyJ[\w.-]+/g, // a JSON Web Token, wherever it stands
  /"[^"]*"(?:@|%40)\S*/gi, // an address with a quoted local part, which may hold spaces
];

/** Linear in the length of the text, unlike one expression for "anything, then @". */
const word = /\S+/g;
const addressSign = /@|%(?:25)*40/;

const longestText = 300;

/** A foreign text made fit for a log: one line, not long, without secrets and addresses. Every word with an @ counts as an address. */
export function redact(text: string): string {
  const safe = secrets
    .reduce((rest, secret) => rest.replace(secret, '***'), text)
    .replace(word, (one) => (addressSign.test(one) ? '***' : one));
  const line = safe.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
  return line.length > longestText ? `${line.slice(0, longestText)}...` : line;
}

/** How many errors of one fault are told: itself, its causes and the parts of an AggregateError. */
const mostErrors = 4;

/** What a log may say of a fault: names, codes and redacted messages of it and its causes. Never headers or bodies. */
export function faultText(fault: unknown): string {
  const open: unknown[] = [fault];
  const parts: string[] = [];
  while (open.length > 0 && parts.length < mostErrors) {
    const node = open.shift();
    if (!(node instanceof Error)) {
      parts.push(`a thrown ${node === null ? 'null' : typeof node}`);
      continue;
    }
    const { code } = node as { code?: unknown };
    const named = typeof code === 'string' ? `${node.name} ${code}` : node.name;
    parts.push(`${named}: ${node.message}`);
    if (node instanceof AggregateError) open.push(...node.errors.slice(0, mostErrors));
    if (node.cause !== undefined) open.push(node.cause);
  }
  return redact(parts.join(' <- '));
}
