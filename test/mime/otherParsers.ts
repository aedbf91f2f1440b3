import { domainToASCII } from 'node:url';
import emailAddresses from 'email-addresses';
import addressparser from 'nodemailer/lib/addressparser';
import PostalMime from 'postal-mime';

/** The mailboxes one parser finds in a header, comparable with ours: lower case, xn-- domains, no quotes. */
export interface Reading {
  readonly parser: string;
  readonly mailboxes: readonly string[];
}

/** What three parsers that are not ours make of From or To. The last two get every value that `laxValues` cuts out. */
export async function readByOthers(mime: Buffer, header: 'from' | 'to'): Promise<Reading[]> {
  const seen = await PostalMime.parse(mime);
  const readings: [parser: string, addresses: (string | undefined)[]][] = [
    ['postal-mime', (header === 'from' ? [seen.from] : (seen.to ?? [])).flatMap(flat)],
  ];
  for (const value of laxValues(mime, header)) {
    readings.push(['nodemailer', addressparser(value).flatMap(flat)]);
    const list = emailAddresses.parseAddressList({ input: value, rfc6532: true });
    if (!list) continue; // strict: names nobody where it sees no valid list
    readings.push([
      'email-addresses',
      list.flatMap((entry) => ('address' in entry ? entry.address : [])),
    ]);
  }
  return readings.map(([parser, addresses]) => ({
    parser,
    mailboxes: [
      ...new Set(addresses.filter((address) => !!address).map((a) => comparable(a ?? ''))),
    ].sort(),
  }));
}

/** An address in the form in which readings are compared. */
export function comparable(address: string): string {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at).replace(/^"(.*)"$/, '$1');
  const domain = address.slice(at + 1);
  return `${local}@${domainToASCII(domain) || domain}`.toLowerCase();
}

interface Entry {
  readonly address?: string | undefined;
  readonly group?: readonly Entry[] | undefined;
}

function flat(entry: Entry | undefined): (string | undefined)[] {
  return entry?.group ? entry.group.flatMap(flat) : [entry?.address];
}

/**
 * The values of every header of this name that a lax program could see: any line break, white space around the name,
 * a blank line only when it is really empty.
 */
function laxValues(mime: Buffer, header: string): string[] {
  const [block = ''] = mime.toString('utf8').split(/(?:\r?\n|\r)(?:\r?\n|\r)/);
  const unfolded = block.replace(/(?:\r?\n|\r)[ \t]+/g, ' ');
  return unfolded
    .split(/\r?\n|[\r\v\f\x85\u2028\u2029]/)
    .filter((line) => line.slice(0, line.indexOf(':')).trim().toLowerCase() === header)
    .map((line) => line.slice(line.indexOf(':') + 1).trim());
}
