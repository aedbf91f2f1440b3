import { hash } from 'node:crypto';
import { jobLimits } from './limits.ts';
import type { JobMessage } from './message.ts';

/** What is allowed as a job id, for error texts. */
export const jobIdRule = `1 to ${jobLimits.jobIdCharacters} of A-Z a-z 0-9 . _ : @ - and not readable as JSON (12345, true); write order-12345`;

/**
 * Why a text is no job id, or undefined when it is one. Ids that read as JSON are refused because the Functions host
 * parses string metadata as JSON and rounds long numbers, so two ids could become one.
 */
export function jobIdFault(id: string): string | undefined {
  if (id === '') return 'is empty';
  if (id.length > jobLimits.jobIdCharacters) return `has ${id.length} characters`;
  const wrong = /[^A-Za-z0-9._:@-]/u.exec(id);
  if (wrong) return `has the character ${JSON.stringify(wrong[0])} at position ${wrong.index + 1}`;
  return readsAsJson(id) ? 'is readable as JSON' : undefined;
}

/** The id of a job whose producer gave none: unique per message, so nothing is deduplicated by it. */
export function derivedJobId(message: JobMessage): string {
  return `seq-${message.sequenceNumber}-${sha256(message.body).slice(0, 16)}`;
}

/** SHA-256 as 64 lower-case hexadecimal digits. */
export function sha256(bytes: Uint8Array | string): string {
  return hash('sha256', bytes);
}

/** How JSON of these characters begins. To try all others would make an error for every mail. */
const mayBeJson = /^(?:[\d-]|true$|false$|null$)/;

function readsAsJson(text: string): boolean {
  if (!mayBeJson.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
