import type { Emit, Model } from './explore.ts';

/** The rules of the slots for requests in flight (docs/protocol.md, section 7). A mutant changes one. */
export interface PacingRules {
  /** Reservations and releases are conditional writes. */
  readonly etag: boolean;
  /** A slot frees itself after its lease. */
  readonly lease: boolean;
  /** The lease is longer than guard, HTTP deadline and the longest time that Graph works on after the client gave up. */
  readonly leaseCoversCall: boolean;
  /** Late between reservation and request: the request is not started, a new slot is reserved. */
  readonly guard: boolean;
  /** A release clears the slot only if it still carries the own token. */
  readonly releaseOwn: boolean;
  /** Without an answer the slot is not released: it is left to its lease. */
  readonly keepAfterTimeout: boolean;
  /** A slot is handed on in memory only while its lease covers the next request too. */
  readonly handOnCovered: boolean;
}

const pacingRules: PacingRules = {
  etag: true,
  lease: true,
  leaseCoversCall: true,
  guard: true,
  releaseOwn: true,
  keepAfterTimeout: true,
  handOnCovered: true,
};

const pcs = ['ready', 'reserve', 'reserved', 'calling', 'release', 'done'] as const;

interface Sender {
  pc: (typeof pcs)[number];
  slot: number;
  slow: 0 | 1;
  /** Another job of the same process waits for its slot. */
  next: 0 | 1;
}

interface Slot {
  /** Whose token it carries: the sender's number from 1 on, or 0. */
  owner: number;
  /** A request that its client gave up still works on it. */
  busy: 0 | 1;
}

/** One mailbox: its slots, kept in one row, and the jobs that want to be sent. */
export interface Mailbox {
  faults: number;
  readonly slots: Slot[];
  readonly senders: Sender[];
}

const slotCount = 2;

/**
 * A second, small model: the slots for requests in flight of one mailbox, kept in one row by conditional writes. The rate
 * itself needs no model: a reservation is a moment in time, and one that is lost is only a gap.
 */
export function pacingModel(changed: Partial<PacingRules> = {}, jobs = 3): Model<Mailbox> {
  const rules = { ...pacingRules, ...changed };
  return {
    first: {
      faults: 3,
      slots: Array.from({ length: slotCount }, () => ({ owner: 0, busy: 0 })),
      senders: Array.from({ length: jobs }, () => ({ pc: 'ready', slot: 0, slow: 0, next: 1 })),
    },
    successors(s, emit) {
      s.slots.forEach((_, n) => {
        endOfSlot(s, n, rules, emit);
      });
      s.senders.forEach((_, i) => {
        step(s, i, rules, emit);
      });
    },
    broken: (s) => (inFlight(s) > slotCount ? ['P1 (more requests in flight than slots)'] : []),
    ended: (s) => s.senders.every(({ pc }) => pc === 'done'),
    pack(s, out) {
      s.senders.forEach((w, i) => {
        out[i] = pcs.indexOf(w.pc) | (w.slot << 3) | (w.slow << 5) | (w.next << 6);
      });
      out[jobs] = s.slots.reduce(
        (word, { owner, busy }, n) => word | (owner << (4 * n)) | (busy << (20 + n)),
        s.faults << 26,
      );
    },
    words: jobs + 1,
    describe: (s) =>
      `slots ${s.slots.map(({ owner }) => owner).join(' ')}, in flight ${inFlight(s)}`,
    move: () => undefined,
  };
}

const clone = (s: Mailbox): Mailbox => ({
  faults: s.faults,
  slots: s.slots.map((slot) => ({ ...slot })),
  senders: s.senders.map((w) => ({ ...w })),
});

const slotOf = (s: Mailbox, n: number): Slot => s.slots[n] as Slot;
const senderOf = (s: Mailbox, i: number): Sender => s.senders[i] as Sender;

function inFlight(s: Mailbox): number {
  const calling = s.senders.filter(({ pc }) => pc === 'calling').length;
  return s.slots.reduce((sum, { busy }) => sum + busy, calling);
}

/** A write of the row makes all planned writes of others stale: they read again. */
function wrote(t: Mailbox, author: number, { etag }: PacingRules): void {
  if (!etag) return;
  t.senders.forEach((w, i) => {
    if (i !== author && w.pc === 'reserve') w.pc = 'ready';
  });
}

function endOfSlot(s: Mailbox, n: number, rules: PacingRules, emit: Emit<Mailbox>): void {
  const { owner, busy } = slotOf(s, n);
  if (busy) {
    const t = clone(s);
    slotOf(t, n).busy = 0;
    emit('time', 'Graph', 'ends a request its client had given up', t);
  }
  if (!owner || !rules.lease) return;
  const { slot, pc } = senderOf(s, owner - 1);
  const isCalling = slot === n && pc === 'calling';
  const standsStill = slot === n && pc === 'reserved';
  if (rules.leaseCoversCall && (isCalling || busy)) return;
  if (standsStill && !s.faults) return;
  const t = clone(s);
  slotOf(t, n).owner = 0;
  if (standsStill) {
    t.faults--;
    senderOf(t, owner - 1).slow = 1;
  }
  wrote(t, -1, rules);
  const what = `the lease of slot ${n + 1} is over`;
  if (standsStill) emit('fault', 'clock', `${what} while its owner STANDS STILL`, t);
  else emit('time', 'clock', what, t);
}

/** One step of one sender: what it does to itself and to its slot. */
type Change = (w: Sender, own: Slot, t: Mailbox) => void;

function step(s: Mailbox, i: number, rules: PacingRules, emit: Emit<Mailbox>): void {
  const { pc, slot, slow } = senderOf(s, i);
  const go = (what: string, change: Change) => {
    const t = clone(s);
    change(senderOf(t, i), slotOf(t, slot), t);
    emit('step', i, what, t);
  };
  const fault = (what: string, change: Change) => {
    if (!s.faults) return;
    const t = clone(s);
    t.faults--;
    change(senderOf(t, i), slotOf(t, slot), t);
    emit('fault', i, what, t);
  };
  const free = s.slots.findIndex(({ owner }) => owner === 0);
  const reserve: Change = (w, own, t) => {
    own.owner = i + 1;
    w.pc = 'reserved';
    wrote(t, i, rules);
  };
  if (pc !== 'ready' && pc !== 'done') fault('CRASHES, its job is taken up again', crash);
  switch (pc) {
    case 'ready':
      if (free >= 0) {
        go(`sees slot ${free + 1} free`, (w) => {
          w.pc = 'reserve';
          w.slot = free;
        });
      }
      break;
    case 'reserve':
      go(`writes its token into slot ${slot + 1}`, reserve);
      fault('WRITES its token, but no answer: the slot is lost to it', (w, own, t) => {
        reserve(w, own, t);
        again(w);
      });
      break;
    case 'reserved':
      if (slow && rules.guard) go('is late, reserves anew', again);
      else go('starts the request', start);
      break;
    case 'calling':
      go('has its answer', (w) => {
        w.pc = 'release';
      });
      fault('gives up: no answer', (w, own) => {
        own.busy = 1;
        w.pc = rules.keepAfterTimeout ? 'done' : 'release';
      });
      break;
    case 'release':
      if (senderOf(s, i).next && (slotOf(s, slot).owner === i + 1 || !rules.handOnCovered)) {
        go('hands its slot on to the next job', (w) => {
          w.pc = 'reserved';
          w.next = 0;
        });
      }
      go('releases its slot', (w, own, t) => {
        if (!rules.releaseOwn || own.owner === i + 1) own.owner = 0;
        w.pc = 'done';
        w.slot = 0;
        wrote(t, i, rules);
      });
      break;
    case 'done':
      break;
    default:
      pc satisfies never;
  }
}

function start(w: Sender): void {
  w.pc = 'calling';
  w.slow = 0;
}

function crash(w: Sender, own: Slot): void {
  if (w.pc === 'calling') own.busy = 1;
  again(w);
}

function again(w: Sender): void {
  w.pc = 'ready';
  w.slot = 0;
  w.slow = 0;
}
