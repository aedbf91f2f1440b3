import { type ParkedMail, parkedName } from '../../shared/bodies/parkedBodies.ts';
import { shownState } from '../../shared/delivery/outcomeMessage.ts';
import type { LedgerRow } from '../../shared/ledger/row.ts';
import type { RunJob } from './jobs.ts';
import { shownId } from './simulatedServiceBus.ts';
import type { TakenMail, World } from './world.ts';

/**
 * What must hold once faults have stopped and all is quiet: S1 to S5, L1 and L2 of docs/protocol.md, section 11. Each text
 * begins with the name of the property that is broken.
 */
export function brokenProperties(world: World): readonly string[] {
  const { ledger, queue, told } = world;
  const left = queue.messages.map(({ messageId }) => shownId(messageId));
  return [
    ...ledger.illegalWrites.map(
      (move) => `S4: the ledger was written against the protocol, ${move}`,
    ),
    ...told.unexpected.map((what) => `L1: something that cannot be was thrown or logged, ${what}`),
    ...(left.length > 0 ? [`L1: messages are left over: ${left.join(', ')}`] : []),
    ...world.jobs.flatMap((job) => brokenOf(job, world).map((what) => `${what} (${job.id})`)),
  ];
}

function brokenOf(job: RunJob, world: World): readonly string[] {
  const mails = world.taken.get(job.id) ?? [];
  const row = world.ledger.row(job.id);
  if (mails.length === 0) return [];
  if (!row) return ['L2: the queue took the job, and there is neither message nor row'];
  const isAny = row.content === ''; // cancelled before it was met, or its claim check could not be read
  const own = mails.find(({ hash }) => hash === row.content || isAny);
  if (!own) return ['L2: the row is of a content that nobody enqueued'];
  return [
    ...brokenSafety(job, row, own, world),
    ...brokenEnd(job, row, own, world),
    ...mails
      .filter((mail) => mail.hash !== own.hash && !isAny)
      .flatMap((mail) => brokenBeside(job, mail, world)),
  ];
}

/** A clock that is wrong, a slow ledger write and the guard. */
const notAfterToleranceMs = 120_000 + 15_000 + 10_000;

/** S1, S2, S3, S5: what the row says against what Exchange accepted. */
function brokenSafety(
  { id, feature, endsAfterMs }: RunJob,
  { state, doubt, content }: LedgerRow,
  own: TakenMail,
  { mailboxes, said, settings, startMs }: World,
): readonly string[] {
  const accepted = mailboxes.accepted.filter(({ jobId }) => jobId === id);
  const count = accepted.length;
  const byBrokenBound = settings.boundsBroken && doubt === 'absent';
  // The setting is not meant for a job whose record is gone: it leaves only by the order to send it again.
  const bySetting = settings.onUncertain === 'resend' && feature !== 'recordGone';
  const bySomebodysWill = bySetting || said.orderedSendAgain.has(id);
  const isNamed = byBrokenBound || (doubt === 'unproved' && bySomebodysWill);
  const broken: string[] = [];
  if (count > 1 && !isNamed) broken.push(`S1: accepted ${count} times, and doubt is ${doubt}`);
  if (content !== '' && accepted.some((one) => one.content !== own.content)) {
    broken.push('S1: another content was sent than the one of the row');
  }
  const promisesUnsent = state === 'failed' || state === 'expired' || state === 'cancelled';
  if (promisesUnsent && count > 0 && !byBrokenBound) broken.push(`S2: ${state}, but accepted`);
  if (state === 'sent' && count === 0 && !said.saidSent.has(id)) {
    broken.push('S3: sent, but never accepted');
  }
  if (said.cancelled.has(id) && count > 0 && !byBrokenBound) {
    broken.push('S5: the cancel was confirmed, but accepted');
  }
  const latest = Math.max(...accepted.map(({ requestedAtMs }) => requestedAtMs));
  const lateMs = latest - (startMs + endsAfterMs);
  if (feature === 'notAfter' && lateMs > notAfterToleranceMs && !settings.boundsBroken) {
    broken.push(`S2: sent ${Math.round(lateMs / 1000)} s after its notAfter`);
  }
  return broken;
}

/** L1 and L2: a named end, told, with everything that a person needs. */
function brokenEnd(
  { id, replyTo, feature }: RunJob,
  row: LedgerRow,
  own: TakenMail,
  { storage, told, said }: World,
): readonly string[] {
  const { state, epoch, discardedAtMs, reason } = row;
  if (state === 'queued' || state === 'sending' || state === 'uncertain') {
    return [`L2: the row is ${state}, and no message is left that would wake it`];
  }
  const broken: string[] = [];
  const waitsForPerson = (state === 'failed' || state === 'held') && discardedAtMs === undefined;
  const problem = storage.problems.get(id);
  if (waitsForPerson) {
    const parked = storage.parked(parkedName(id));
    if (!parked) broken.push(`L2: ${state}, but its body is not parked`);
    else if (!isSame(parked, own, feature)) broken.push('L2: what is parked is not the mail');
    if (!reason) broken.push(`L1: ${state} without a reason`);
  }
  if ((waitsForPerson || state === 'expired') && !problem) {
    broken.push(`L1: ${state}, but not listed`);
  }
  const isTold = told.outcomes.has(`${id}~${epoch}.${shownState(state)}`);
  const excused = told.notReported.has(id) || said.saidSent.has(id) || feature === 'broken';
  if (replyTo && !isTold && !excused) broken.push(`L1: ${state}, but nobody was told`);
  const ordered = said.orderedEpochs.get(id) ?? 0;
  if (waitsForPerson && epoch < ordered)
    broken.push(`L1: replay ${ordered} was ordered, never done`);
  return broken;
}

/** L2 for another content under the same id: parked beside and listed. */
function brokenBeside({ id, feature }: RunJob, mail: TakenMail, { storage }: World) {
  const parked = storage.parked(parkedName(id, mail.hash));
  if (!parked) return ['L2: another content under the same id went away unnamed'];
  if (!isSame(parked, mail, feature)) return ['L2: what is parked beside is not the mail'];
  return storage.problems.has(`${id}~${mail.hash}`) ? [] : ['L1: a conflict is not listed'];
}

/** A missing claim check cannot be parked: the parked message names it. */
function isSame(parked: ParkedMail, { mime }: TakenMail, feature: RunJob['feature']): boolean {
  return feature === 'blobMissing' || mime.equals(parked.mime);
}
