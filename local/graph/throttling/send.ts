import type { GraphAnswer, GraphError } from '../api/graphAnswer.ts';
import type { SimulatedMailbox } from '../mailboxes/mailbox.ts';
import type { RefusalKind } from '../measurements/measurement.ts';
import type { Meter } from '../measurements/meter.ts';
import type { Simulator } from '../simulator.ts';
import type { MailboxThrottle } from './mailboxThrottle.ts';

/** One send on its way past the limits of its mailbox, measured at every step. To be made when it arrives. */
export class Send {
  readonly arrivedMs: number;
  /** Set when there are too many in flight. */
  readonly refusal: GraphError | undefined;
  readonly #mailbox: SimulatedMailbox;
  readonly #simulator: Simulator;
  readonly #throttle: MailboxThrottle;
  readonly #leave: (() => void) | undefined;
  #refusedAs: RefusalKind | undefined;

  constructor(mailbox: SimulatedMailbox, simulator: Simulator) {
    this.#mailbox = mailbox;
    this.#simulator = simulator;
    this.#throttle = simulator.throttles.of(mailbox);
    this.arrivedMs = simulator.clock.nowMs();
    this.#note((meter) => meter.arrived(this.arrivedMs));
    const begun = this.#throttle.begin(simulator.behaviour.current);
    if (typeof begun === 'function') this.#leave = begun;
    else this.refusal = this.#refused('inFlight', begun);
  }

  /** @returns the refusal when the mailbox has taken too many bytes */
  bodyCame(sizeBytes: number): GraphError | undefined {
    const { behaviour, clock } = this.#simulator;
    const nowMs = clock.nowMs();
    this.#note((meter) => meter.bodyCame(sizeBytes, nowMs));
    return this.#refused(
      'upload',
      this.#throttle.refuseUpload(sizeBytes, behaviour.current, nowMs),
    );
  }

  /** @returns the refusal when the mailbox has had too many recipients */
  recipientsCame(count: number): GraphError | undefined {
    const { behaviour, clock } = this.#simulator;
    const nowMs = clock.nowMs();
    this.#note((meter) => meter.recipientsCame(count, nowMs));
    return this.#refused(
      'recipients',
      this.#throttle.refuseRecipients(count, behaviour.current, nowMs),
    );
  }

  /** The mail is accepted. @returns when it leaves Drafts; undefined when at once */
  leavesDraftsMs(): number | undefined {
    const { behaviour, clock } = this.#simulator;
    const nowMs = clock.nowMs();
    const leavesMs = this.#throttle.leavesDraftsMs(behaviour.current, nowMs);
    if (leavesMs <= nowMs) return undefined;
    this.#note((meter) => meter.held());
    return leavesMs;
  }

  answered(answer: GraphAnswer): void {
    const nowMs = this.#simulator.clock.nowMs();
    const isAccepted = 'status' in answer && answer.status === 202;
    this.#note((meter) => {
      if (isAccepted) meter.accepted(this.arrivedMs, nowMs);
      else meter.refused(this.#refusedAs ?? 'other');
    });
  }

  /** Exchange is done with it, and so is the connection. */
  end(): void {
    this.#leave?.();
    this.#note((meter) => meter.ended());
  }

  #refused(kind: RefusalKind, refusal: GraphError | undefined): GraphError | undefined {
    if (refusal !== undefined) this.#refusedAs ??= kind;
    return refusal;
  }

  #note(what: (meter: Meter) => void): void {
    this.#simulator.measurements.note(this.#mailbox, what);
  }
}
