import type { HeaderField } from './headerBlock.ts';
import { type MimeRefusal, refuse } from './mimeReasons.ts';

/**
 * Headers that may stand once (RFC 5322, section 3.6; RFC 2045 to 2047 for MIME). Of two, some programs
 * take the first and some the last. From is one of them, with a code of its own.
 */
const onceOnly: ReadonlyMap<string, string> = new Map(
  [
    'From',
    'Sender',
    'Reply-To',
    'To',
    'Cc',
    'Bcc',
    'Message-ID',
    'In-Reply-To',
    'References',
    'Subject',
    'Date',
    'MIME-Version',
    'Content-Type',
    'Content-Transfer-Encoding',
    'Content-Disposition',
  ].map((name) => [name.toLowerCase(), name]),
);

/** The fields that may stand once, by lower-case name. */
export interface SingleFields {
  readonly kind: 'singles';
  readonly byName: ReadonlyMap<string, HeaderField>;
}

/** Collects the once-only fields; refuses a second one of a kind, and Resent-* altogether. */
export function readSingleFields(fields: readonly HeaderField[]): SingleFields | MimeRefusal {
  const byName = new Map<string, HeaderField>();
  for (const field of fields) {
    if (field.name.startsWith('resent-')) {
      return refuse('ResentHeader', `Line ${field.line} is a Resent header.`);
    }
    const written = onceOnly.get(field.name);
    if (!written) continue;
    const earlier = byName.get(field.name);
    if (earlier) {
      return refuse(
        field.name === 'from' ? 'FromRepeated' : 'HeaderRepeated',
        `Line ${field.line} is a second ${written}; the first is in line ${earlier.line}.`,
      );
    }
    byName.set(field.name, field);
  }
  return { kind: 'singles', byName };
}
