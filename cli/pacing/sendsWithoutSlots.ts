import { allMailboxes } from '../../shared/pacing/mailboxStore.ts';
import type { PacingAdmin } from '../../shared/pacing/pacingAdmin.ts';

/** Whether a mailbox has no limit for what is in flight, so that nobody counts it; of all: whether any has none. */
export async function sendsWithoutSlots(
  mailbox: string,
  admin: Pick<PacingAdmin, 'read' | 'list'>,
): Promise<boolean> {
  const { limits } = await admin.read(mailbox);
  if (limits.inFlight === undefined) return true;
  if (mailbox !== allMailboxes) return false;
  for await (const view of admin.list()) {
    if (view.limits.inFlight === undefined) return true;
  }
  return false;
}
