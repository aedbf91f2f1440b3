/** Longest file name offered, in characters; file systems take 255 bytes. */
const maxFilenameLength = 120;

/** Path separators, what Windows forbids, control characters, and the bidi marks that disguise an extension. */
const unsafeInFilename =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed here
  /[\u0000-\u001f\u007f-\u009f/\\:*?"<>|\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A file name that can be offered for saving, whatever the mail said. */
export function safeFilename(filename: string): string {
  const cleaned = filename
    .replace(unsafeInFilename, '_')
    .replace(/^[.\s]+/, '')
    .trim();
  if (cleaned.length <= maxFilenameLength) return cleaned || 'attachment';
  const extension = /\.\w{1,10}$/.exec(cleaned)?.[0] ?? '';
  return cleaned.slice(0, maxFilenameLength - extension.length) + extension;
}

/** The header that makes a browser save and never show: RFC 6266, with an ASCII name for old clients. */
export function attachmentDisposition(filename: string): string {
  const name = safeFilename(filename).toWellFormed(); // half a surrogate pair cannot be percent-encoded
  const ascii = name.replace(/[^ -~]/g, '_').replaceAll('%', '_');
  const encoded = encodeURIComponent(name).replace(
    /['()]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
