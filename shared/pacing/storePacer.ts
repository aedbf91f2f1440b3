import type { Clock } from '../clock.ts';
import { Gate } from './gate/gate.ts';
import type { Limits } from './limits.ts';
import type { MailboxStore } from './mailboxStore.ts';
import type { Pacer } from './pacer.ts';
import { PauseForAll } from './pauseForAll.ts';

/** More gates than this are looked through for those that nobody needs. */
const manyGates = 1000;

/** Keeps the limits of mailboxes by their rows: a gate for each mailbox that this process works for. */
export function storePacer(store: MailboxStore, limits: Limits, clock: Clock): Pacer {
  const deps = { store, limits, clock, forAll: new PauseForAll(store, () => clock.now()) };
  const gates = new Map<string, Gate>();
  return {
    reserve(wish) {
      return (gates.get(wish.mailbox) ?? newGate(wish.mailbox)).reserve(wish);
    },
  };

  function newGate(mailbox: string): Gate {
    if (gates.size >= manyGates) forgetQuiet(gates);
    const gate = new Gate(mailbox, deps);
    gates.set(mailbox, gate);
    return gate;
  }
}

function forgetQuiet(gates: Map<string, Gate>): void {
  for (const [mailbox, gate] of gates) {
    if (gate.isQuiet) gates.delete(mailbox);
  }
}
