import { type ParkedBodies, type ParkedMail, parkedName } from '../bodies/parkedBodies.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Problems } from '../ledger/problems.ts';
import type { FoundRow } from '../ledger/row.ts';

/** What the commands on failed jobs work on. */
export interface FailedDeps {
  readonly ledger: Ledger;
  readonly parked: ParkedBodies;
  readonly problems: Problems;
}

/** A command could not be carried out, and why; nothing was changed. */
export interface NotDone {
  readonly kind: 'notDone';
  readonly text: string;
}

/** Makes a refusal of a command. */
export function notDone(text: string): NotDone {
  return { kind: 'notDone', text };
}

/** A job that waits for a person, with its parked body. */
export interface FailedJob {
  readonly kind: 'failedJob';
  readonly found: FoundRow;
  readonly mail: ParkedMail;
}

/** Finds a failed or held job with its body, or says why it cannot be worked on. Throws `StoreUnavailable`. */
export async function findFailedJob(
  jobId: string,
  { ledger, parked }: Pick<FailedDeps, 'ledger' | 'parked'>,
): Promise<FailedJob | NotDone> {
  const found = await ledger.read(jobId);
  if (!found) return notDone('There is no record of this job: nothing tells whether it went out.');
  const { state, discardedAtMs } = found.row;
  if (state !== 'failed' && state !== 'held') {
    return notDone(`The job is ${state}. Only a failed or uncertain job waits for a person.`);
  }
  if (discardedAtMs !== undefined) return notDone('The job was discarded: its body is gone.');
  const mail = await parked.read(parkedName(jobId));
  return mail
    ? { kind: 'failedJob', found, mail }
    : notDone('The parked body is gone, so there is nothing to send.');
}
