import type { DirectoryKind } from '../directory/directoryKind.ts';

/** What was asked of the Graph API since the start. */
export interface RequestCounts {
  /** `sendMail` requests that arrived. */
  readonly sendMailCount: number;
  /** How often `sendMail` was answered with each status; also `reset` and `never`. */
  readonly sendMailByAnswer: Readonly<Record<string, number>>;
  readonly sendMailInFlightCount: number;
  readonly sendMailMaxInFlightCount: number;
  /** Graph requests that were not `sendMail`; a batch is one. */
  readonly otherCount: number;
  /** Batches among them. */
  readonly batchCount: number;
  /** Reads of the directory by what was read, those within batches too. */
  readonly directory: Readonly<Record<DirectoryKind, DirectoryCounts>>;
}

/** What reads of one kind came to. */
export interface DirectoryCounts {
  readonly requestCount: number;
  /** Those of them that were throttled for their resource units, not by a fault. */
  readonly throttledCount: number;
  /** Resource units they cost, those of throttled ones too. */
  readonly unitCount: number;
}

const none: DirectoryCounts = { requestCount: 0, throttledCount: 0, unitCount: 0 };

/** Counts Graph requests as they come and go, so that tests can say what a sender cost. */
export class RequestCounter {
  #sendMailCount = 0;
  #inFlightCount = 0;
  #maxInFlightCount = 0;
  #otherCount = 0;
  #batchCount = 0;
  #directory: RequestCounts['directory'] = {
    groups: none,
    members: none,
    delta: none,
    users: none,
  };
  readonly #byAnswer = new Map<string, number>();

  /** @returns a function to call once, when the request's connection is done with it */
  sendMailArrived(): () => void {
    this.#sendMailCount += 1;
    this.#inFlightCount += 1;
    this.#maxInFlightCount = Math.max(this.#maxInFlightCount, this.#inFlightCount);
    return () => {
      this.#inFlightCount -= 1;
    };
  }

  sendMailAnswered(answer: number | 'reset' | 'never'): void {
    const key = String(answer);
    this.#byAnswer.set(key, (this.#byAnswer.get(key) ?? 0) + 1);
  }

  otherArrived(): void {
    this.#otherCount += 1;
  }

  batchArrived(): void {
    this.#batchCount += 1;
  }

  /** @param throttled for its resource units */
  directoryArrived(kind: DirectoryKind, units: number, throttled: boolean): void {
    const { requestCount, throttledCount, unitCount } = this.#directory[kind];
    const counts = {
      requestCount: requestCount + 1,
      throttledCount: throttledCount + (throttled ? 1 : 0),
      unitCount: unitCount + units,
    };
    this.#directory = { ...this.#directory, [kind]: counts };
  }

  counts(): RequestCounts {
    return {
      sendMailCount: this.#sendMailCount,
      sendMailByAnswer: Object.fromEntries(this.#byAnswer),
      sendMailInFlightCount: this.#inFlightCount,
      sendMailMaxInFlightCount: this.#maxInFlightCount,
      otherCount: this.#otherCount,
      batchCount: this.#batchCount,
      directory: this.#directory,
    };
  }
}
