import type { DoctorDeps } from '../doctorDeps.ts';
import { type Finding, found } from '../findings.ts';
import { mailboxIdOf } from './mailboxId.ts';
import { readingRight } from './readingRight.ts';
import type { Wall } from './rights.ts';

/** What the mailbox that must not send has shown. */
export interface ForbiddenCheck {
  readonly findings: readonly Finding[];
  readonly wall: Wall;
}

/** Asks a mailbox that must not send, without sending: the wall of Exchange must hold where Mailchute itself does not ask. */
export async function checkForbiddenMailbox(
  address: string | undefined,
  { graph, directory }: Pick<DoctorDeps, 'graph' | 'directory'>,
): Promise<ForbiddenCheck> {
  if (address === undefined) return { findings: [found('ForbiddenNotGiven')], wall: 'unknown' };
  const sender = await directory.senderOf(address).catch(() => undefined);
  if (sender?.kind === 'sender') {
    return { findings: [found('ForbiddenIsASender', address)], wall: 'unknown' };
  }
  const mailboxId = await mailboxIdOf(address, graph.users);
  if (mailboxId === undefined) {
    const detail = `${address}: no user has this address`;
    return { findings: [found('ForbiddenMailboxUnclear', detail)], wall: 'unknown' };
  }
  const right = await graph.sendingRight(mailboxId);
  const readable = await readingRight(mailboxId, graph.finder);
  const alsoRead = readable === 'allowed' ? [found('ForbiddenMailboxReadable', address)] : [];
  switch (right.kind) {
    case 'allowed':
      return { findings: [found('ForbiddenMailboxOpen', address), ...alsoRead], wall: 'open' };
    case 'denied': {
      const detail = `${address}: ${right.code}`;
      return { findings: [found('ForbiddenMailboxDenied', detail), ...alsoRead], wall: 'holds' };
    }
    case 'missing':
    case 'unclear': {
      const detail = `${address}: ${right.code}`;
      const findings = [found('ForbiddenMailboxUnclear', detail), ...alsoRead];
      return { findings, wall: 'unknown' };
    }
    default:
      return right satisfies never;
  }
}
