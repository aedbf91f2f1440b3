import type { MailboxView } from '../../shared/pacing/pacingAdmin.ts';
import { pauseView } from './pauseText.ts';

/** One mailbox for scripts: times in ISO form; what is not limited, paused or waiting is left out. */
export function mailboxView(name: string, view: MailboxView) {
  const { mailbox, limits, ownLimits, pause, backlogEndsAtMs } = view;
  const endIsKnown = pause === undefined || pause.untilMs !== undefined;
  return {
    mailbox,
    address: name === mailbox ? undefined : name,
    pause: pause && pauseView(pause),
    limits,
    ownLimits,
    sentLastMinute: view.startsLastMinute,
    inFlight: view.slotsHeld,
    recipientsLastDay: view.recipientsLastDay,
    uploadBytesLast5Min: view.uploadBytesLast5Min,
    nextStart: new Date(view.nextStartAtMs).toISOString(),
    hasBacklog: backlogEndsAtMs !== undefined,
    backlogEnds:
      backlogEndsAtMs !== undefined && endIsKnown
        ? new Date(backlogEndsAtMs).toISOString()
        : undefined,
  };
}
