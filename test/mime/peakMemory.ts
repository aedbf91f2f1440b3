import { prepareMail } from '../../shared/mime/prepareMail.ts';

/**
 * Prints by how many bytes the peak memory of this process grows while it prepares one message. A peak sees every copy,
 * also one that is freed at once. Arguments: body lines of 78 bytes, line end (CRLF or LF), recipients to add.
 */
const [bodyLines, lineEnd, recipientsToAdd] = process.argv.slice(2);
const newline = lineEnd === 'LF' ? '\n' : '\r\n';

/** Built in place, as the garbage of building would raise the peak beforehand. */
function messageOf(lines: number): Buffer {
  const fields = ['From: shop@example.com', 'To: ann@example.net', 'Message-ID: <7@example.com>'];
  const header = Buffer.from([...fields, '', ''].join(newline));
  const line = 'x'.repeat(78 - newline.length) + newline;
  const mime = Buffer.allocUnsafeSlow(header.length + lines * line.length);
  header.copy(mime);
  return mime.fill(line, header.length);
}

function peakBytes(): number {
  return process.resourceUsage().maxRSS * 1_024;
}

const added = Array.from({ length: Number(recipientsToAdd) }, (_, n) => `r${n}@example.net`);
const wish = {
  fallbackMessageIdLocalPart: 'mailchute.1',
  recipients: ['ann@example.net', ...added],
};
prepareMail(messageOf(1_000), wish); // compiles it, so that this is not counted
const mime = messageOf(Number(bodyLines));

const beforeBytes = peakBytes();
const mail = prepareMail(mime, wish);
const grownBytes = peakBytes() - beforeBytes;

console.log(JSON.stringify({ kind: mail.kind, copies: grownBytes / mime.length }));
