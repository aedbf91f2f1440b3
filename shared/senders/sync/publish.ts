import { keepingLock, type ListLock, unlocked } from './lock.ts';
import type { Plan } from './run.ts';
import type { SenderStore } from './senderStore.ts';

/**
 * Writes a difference and makes it count: every row says the old owner until one write of the state raises the generation,
 * so the list is the old one or the new one wherever the run is killed. Throws `LockLost` and `StoreUnavailable`; then
 * nothing counts, the state says that rows were begun, and the next run reads everything.
 */
export async function publish(plan: Plan, lock: ListLock, store: SenderStore): Promise<void> {
  await keepingLock(lock, () => write(plan, lock, store));
}

async function write(plan: Plan, lock: ListLock, store: SenderStore): Promise<void> {
  const { rows, people } = plan.difference;
  if (rows.length > 0 || people.length > 0) {
    await lock.change({ writing: true });
    const mayGoOn = () => lock.stillHeld();
    await store.writeAddresses(rows, mayGoOn);
    // Before it counts: a look for changes finds the addresses of whoever left by these rows.
    await store.writePeople(people, mayGoOn);
  }
  const generation = lock.state.generation + 1;
  await lock.change({ ...plan.next, generation, writing: false, ...unlocked });
}
