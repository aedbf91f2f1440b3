import type { JobBody } from './job.ts';
import { sha256 } from './jobId.ts';
import { jobLimits } from './limits.ts';
import type { JobMessage } from './message.ts';
import { type Refusal, refused } from './reasons.ts';

const hash = /^[0-9a-f]{64}$/i;

/** Where the MIME of a message is: its body, or the claim check its properties name. */
export function readBody(message: JobMessage): JobBody | Refusal {
  const { mimeBlob, mimeSha256 } = message.properties;
  if (mimeSha256 !== undefined && !(typeof mimeSha256 === 'string' && hash.test(mimeSha256))) {
    return refused(
      'JobInvalid',
      'Property "mimeSha256" is no SHA-256. Allowed: 64 hexadecimal digits. Leave it out if unsure.',
    );
  }
  const sha = mimeSha256?.toLowerCase();
  if (mimeBlob === undefined) return readInlineBody(message, sha);
  if (message.body.length > 0) {
    return refused(
      'JobInvalid',
      `The message has a body of ${message.body.length} bytes and a property "mimeBlob". Allowed: one of them.`,
    );
  }
  const fault = typeof mimeBlob === 'string' ? blobNameFault(mimeBlob) : 'is no text';
  if (typeof mimeBlob !== 'string' || fault) {
    return refused(
      'JobInvalid',
      `Property "mimeBlob" ${fault}. Allowed: the name of a blob in the container mail-jobs, never a URL.`,
    );
  }
  return { kind: 'blob', name: mimeBlob, sha256: sha };
}

function readInlineBody(message: JobMessage, sha: string | undefined): JobBody | Refusal {
  const mime = unwrapJsonString(message.body);
  if (mime.length === 0) {
    return refused('MimeMissing', 'The body is empty and there is no property "mimeBlob".');
  }
  if (sha !== undefined && sha !== sha256(mime)) {
    return refused(
      'JobInvalid',
      'The body does not have the hash in property "mimeSha256". Leave it out for inline bodies.',
    );
  }
  return { kind: 'inline', mime };
}

/**
 * Why a text names no blob. A URL would make the identity's storage token leave for a host that the message chose
 * (docs/reference/reliability.md, section 5: SSRF by claim check).
 */
function blobNameFault(name: string): string | undefined {
  if (name === '') return 'is empty';
  if (name.length > jobLimits.blobNameCharacters) return `has ${name.length} characters`;
  if (/:\/\//u.test(name)) return 'is a URL';
  if (/[\p{Cc}\p{Cs}?#%\\]/u.test(name)) return 'has a control character or one of ? # % \\';
  const segments = name.split('/');
  const isPath = segments.some((part) => part === '' || part === '.' || part === '..');
  return isPath ? 'has an empty or dotted path segment' : undefined;
}

/**
 * The JavaScript client writes a string body as JSON text with quotes and escapes (docs/reference/service-bus-wire.md, section 6).
 * MIME is never such a text, since JSON has no line breaks in strings: nothing else is touched. Unwrapped as often as it
 * was wrapped, so that a copy, which carries what was unwrapped, reads the same.
 */
function unwrapJsonString(body: Uint8Array): Uint8Array {
  let bytes = body;
  for (let text = jsonString(bytes); text !== undefined; text = jsonString(bytes)) {
    bytes = Buffer.from(text);
  }
  return bytes;
}

function jsonString(bytes: Uint8Array): string | undefined {
  const quote = 0x22;
  if (bytes.length < 2 || bytes[0] !== quote || bytes.at(-1) !== quote) return undefined;
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
