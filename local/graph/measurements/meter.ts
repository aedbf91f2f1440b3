import { messageWindowMs, recipientWindowMs, uploadWindowMs } from '../limits.ts';
import { SlidingSum } from '../throttling/slidingSum.ts';
import type { Measurement, RefusalKind } from './measurement.ts';

/** The highest total that a window ever had. */
class Peak {
  readonly #sum: SlidingSum;
  most = 0;

  constructor(windowMs: number) {
    this.#sum = new SlidingSum(windowMs);
  }

  add(amount: number, nowMs: number): void {
    const total = this.#sum.add(amount, nowMs);
    if (total > this.most) this.most = total;
  }
}

/** Measures one mailbox, or all together. */
export class Meter {
  readonly #starts = new Peak(messageWindowMs);
  readonly #recipients = new Peak(recipientWindowMs);
  readonly #uploads = new Peak(uploadWindowMs);
  readonly #refused: Record<RefusalKind, number> = {
    inFlight: 0,
    upload: 0,
    recipients: 0,
    other: 0,
  };
  #requestCount = 0;
  #acceptedCount = 0;
  #heldCount = 0;
  #inFlightCount: number;
  #mostInFlight: number;
  #firstArrivalMs: number | undefined;
  #lastArrivalMs: number | undefined;
  #lastAcceptedMs: number | undefined;
  #latencySumMs = 0;
  #latencyMostMs = 0;

  /** @param inFlightCount what is in flight already */
  constructor(inFlightCount = 0) {
    this.#inFlightCount = inFlightCount;
    this.#mostInFlight = inFlightCount;
  }

  get inFlightCount(): number {
    return this.#inFlightCount;
  }

  arrived(nowMs: number): void {
    this.#requestCount += 1;
    this.#inFlightCount += 1;
    this.#mostInFlight = Math.max(this.#mostInFlight, this.#inFlightCount);
    this.#starts.add(1, nowMs);
    this.#firstArrivalMs ??= nowMs;
    this.#lastArrivalMs = nowMs;
  }

  bodyCame(sizeBytes: number, nowMs: number): void {
    this.#uploads.add(sizeBytes, nowMs);
  }

  recipientsCame(recipientCount: number, nowMs: number): void {
    this.#recipients.add(recipientCount, nowMs);
  }

  held(): void {
    this.#heldCount += 1;
  }

  accepted(arrivedMs: number, nowMs: number): void {
    const latencyMs = nowMs - arrivedMs;
    this.#acceptedCount += 1;
    this.#lastAcceptedMs = nowMs;
    this.#latencySumMs += latencyMs;
    this.#latencyMostMs = Math.max(this.#latencyMostMs, latencyMs);
  }

  refused(kind: RefusalKind): void {
    this.#refused[kind] += 1;
  }

  ended(): void {
    this.#inFlightCount -= 1;
  }

  measurement(): Measurement {
    const count = this.#acceptedCount;
    return {
      requestCount: this.#requestCount,
      acceptedCount: count,
      heldCount: this.#heldCount,
      refused: { ...this.#refused },
      inFlightCount: this.#inFlightCount,
      mostInFlight: this.#mostInFlight,
      mostRequestsPerMinute: this.#starts.most,
      mostRecipientsPerDay: this.#recipients.most,
      mostUploadBytesPer5Min: this.#uploads.most,
      ...(this.#firstArrivalMs !== undefined && { firstArrivalMs: this.#firstArrivalMs }),
      ...(this.#lastArrivalMs !== undefined && { lastArrivalMs: this.#lastArrivalMs }),
      ...(this.#lastAcceptedMs !== undefined && { lastAcceptedMs: this.#lastAcceptedMs }),
      ...(count > 0 && {
        latencyMs: { mean: this.#latencySumMs / count, most: this.#latencyMostMs },
      }),
    };
  }
}
