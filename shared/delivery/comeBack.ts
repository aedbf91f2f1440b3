import type { FoundRow } from '../ledger/row.ts';
import type { DeliverDeps } from './deliverDeps.ts';
import { endOf } from './endOfLife.ts';
import { nextRow } from './nextRow.ts';
import type { Progress } from './outcome.ts';
import type { SendableMail } from './sendableMail.ts';
import type { Work } from './work.ts';
import { writeRow } from './writeRow.ts';

/** Until when a job waits (milliseconds since 1970), and why. */
export interface Waiting {
  readonly atMs: number;
  readonly why: string;
}

/**
 * A job of which nothing can be done now comes back, at the end of its life at the latest. Without a record it gets one, so
 * that people see it and until when it waits. `mail`: where that is known by now.
 */
export async function comeBack(
  work: Work,
  found: FoundRow | undefined,
  mail: SendableMail | undefined,
  { atMs, why }: Waiting,
  { ledger }: Pick<DeliverDeps, 'ledger'>,
): Promise<Progress> {
  const dueMs = Math.min(atMs, endOf(work));
  if (!found) {
    const { mailbox, messageId } = mail ?? {};
    const change = { state: 'queued', dueMs, code: why, mailbox, messageId } as const;
    const row = nextRow(work, await work.content(), undefined, change);
    const written = await writeRow(work.jobId, undefined, row, ledger);
    if (written.kind === 'changed') return written;
  }
  return { kind: 'putBack', atMs: dueMs, why };
}
