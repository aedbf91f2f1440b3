import type { MailCopy } from '../graph/mailbox/mailCopies.ts';
import type { DoctorDeps } from './doctorDeps.ts';
import { doctorTimes } from './times.ts';

/** What became of a probe. */
export type Lookout =
  | {
      readonly kind: 'found';
      /** From before it was sent until it was seen in Sent Items. */
      readonly afterMs: number;
      /** The copy that came back to the mailbox; undefined: not seen in time. */
      readonly arrived: MailCopy | undefined;
    }
  | { readonly kind: 'draft' | 'absent' | 'forbidden' };

/** Which mail to look for. */
export interface Probe {
  readonly mailbox: string;
  readonly messageId: string;
  /** Milliseconds since 1970. */
  readonly sentAtMs: number;
}

type Deps = Pick<DoctorDeps, 'graph' | 'clock'>;

/**
 * Looks for a probe as the engine looks for a mail in doubt. That is not enough here: a mail to its own mailbox also arrives
 * there, and the mails that matter do not, so the copy must be the one in Sent Items.
 */
export async function lookForProbe(probe: Probe, deps: Deps): Promise<Lookout> {
  const { clock } = deps;
  const endMs = probe.sentAtMs + doctorTimes.probePatienceMs;
  for (;;) {
    const answer = await deps.graph.finder.find({
      mailbox: probe.mailbox,
      messageId: probe.messageId,
      sinceMs: probe.sentAtMs - doctorTimes.arrivalMs, // clocks of two services are compared
      withinMs: doctorTimes.requestMs,
    });
    if (answer.kind === 'forbidden') return { kind: 'forbidden' };
    if (answer.kind === 'copy') {
      const { filed, arrived } = await copiesOf(probe, deps);
      const afterMs = clock.now() - probe.sentAtMs;
      if (filed) {
        return { kind: 'found', afterMs, arrived: arrived ?? (await awaitArrival(probe, deps)) };
      }
    }
    if (clock.now() >= endMs) return { kind: answer.kind === 'draft' ? 'draft' : 'absent' };
    await clock.sleep(doctorTimes.probePollMs);
  }
}

async function awaitArrival(probe: Probe, deps: Deps): Promise<MailCopy | undefined> {
  const { clock } = deps;
  const endMs = clock.now() + doctorTimes.arrivalMs;
  while (clock.now() < endMs) {
    await clock.sleep(doctorTimes.probePollMs);
    const { arrived } = await copiesOf(probe, deps);
    if (arrived) return arrived;
  }
  return undefined;
}

async function copiesOf({ mailbox, messageId }: Probe, { graph }: Deps) {
  const sentItems = await graph.sentItems(mailbox);
  const copies = (await graph.copies(mailbox, messageId)) ?? [];
  const ready = copies.filter(({ isDraft }) => !isDraft);
  if (sentItems.kind !== 'folder') return { filed: undefined, arrived: undefined };
  return {
    filed: ready.find(({ folderId }) => folderId === sentItems.id),
    arrived: ready.find(({ folderId }) => folderId !== sentItems.id),
  };
}
