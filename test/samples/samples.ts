import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime, { type Email } from 'postal-mime';

const folder = join(import.meta.dirname, '../../local/samples');

/** Path of a sample. */
export const samplePath = (file: string): string => join(folder, file);

/** The samples in the folder, by file name. */
export const sampleFiles: readonly string[] = readdirSync(folder)
  .filter((file) => file.endsWith('.eml'))
  .sort();

/** The bytes of a sample. */
export const sampleBytes = (file: string): Buffer => readFileSync(samplePath(file));

/** A sample as a mail program reads it. */
export const parsedSample = (file: string): Promise<Email> => PostalMime.parse(sampleBytes(file));

const readme = readFileSync(join(folder, 'README.md'), 'utf8');

/** What the README says becomes of each sample: `sent`, or a reason code. */
export const promised: ReadonlyMap<string, string> = new Map(
  [...readme.matchAll(/^\| `(.+\.eml)` \|.*\| (\w+) \|$/gm)].map((row) => [
    String(row[1]),
    String(row[2]),
  ]),
);

/** The mailboxes that the README says may send. */
export const promisedSenders: ReadonlySet<string> = new Set(
  [...(/^The sender mailboxes: .*$/m.exec(readme)?.[0] ?? '').matchAll(/`([a-z]+)`/g)].map(
    (name) => `${name[1]}@contoso.example`,
  ),
);
