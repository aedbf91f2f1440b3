/** What was asked of the Graph API since the start. */
export interface RequestCounts {
  /** `sendMail` requests that arrived. */
  readonly sendMailCount: number;
  /** How often `sendMail` was answered with each status; also `reset` and `never`. */
  readonly sendMailByAnswer: Readonly<Record<string, number>>;
  readonly sendMailInFlightCount: number;
  readonly sendMailMaxInFlightCount: number;
  /** Graph requests that were not `sendMail`. */
  readonly otherCount: number;
}

/** Counts Graph requests as they come and go, so that tests can say what a sender cost. */
export class RequestCounter {
  #sendMailCount = 0;
  #inFlightCount = 0;
  #maxInFlightCount = 0;
  #otherCount = 0;
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

  counts(): RequestCounts {
    return {
      sendMailCount: this.#sendMailCount,
      sendMailByAnswer: Object.fromEntries(this.#byAnswer),
      sendMailInFlightCount: this.#inFlightCount,
      sendMailMaxInFlightCount: this.#maxInFlightCount,
      otherCount: this.#otherCount,
    };
  }
}
