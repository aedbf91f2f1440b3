import { type Client, ResponseType } from '@microsoft/microsoft-graph-client';
import { bodyBeginning } from '../bodyBeginning.ts';
import type { GraphAddress } from '../client.ts';
import { concludeFault } from '../conclude.ts';
import { errorCodes } from '../errorBody.ts';
import { RequestTrace } from '../requestTrace.ts';
import { type DirectoryAnswer, failedAnswer, unreadableAnswer } from './directoryAnswer.ts';
import { directoryLimits, type RequestLimits } from './directoryLimits.ts';
import { Patience, type WaitClock } from './patience.ts';

/** One read of the directory. */
export interface DirectoryRequest {
  /** Behind the version, with a slash in front. */
  readonly path: string;
  /** Encoded, without the question mark. */
  readonly query?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON by POST: a batch of reads. */
  readonly post?: object;
}

/** Reads the directory and repeats what may pass. Never throws; counts what it sends. */
export class DirectoryRequests {
  /** Where Graph is: links in answers must stay there. */
  readonly address: GraphAddress;
  readonly #client: Client;
  readonly #limits: RequestLimits;
  readonly #clock: WaitClock;
  #count = 0;

  constructor(client: Client, address: GraphAddress, limits: RequestLimits, clock: WaitClock) {
    this.#client = client;
    this.address = address;
    this.#limits = limits;
    this.#clock = clock;
  }

  /** Requests sent so far; a batch counts as one. */
  get count(): number {
    return this.#count;
  }

  /** For requests that share their tries and waits. */
  patience(): Patience {
    return new Patience(this.#limits, this.#clock);
  }

  async ask(request: DirectoryRequest, patience = this.patience()): Promise<DirectoryAnswer> {
    for (let signedInAgain = false; ; ) {
      const answer = await this.#once(request);
      switch (answer.kind) {
        case 'found':
          return answer;
        case 'refused':
          if (answer.status !== 401 || signedInAgain) return answer;
          signedInAgain = true; // a token may run out on its way
          break;
        case 'noAnswer':
          if (!(await patience.wait(answer.retryAfterMs))) return answer;
          break;
        default:
          return answer satisfies never;
      }
    }
  }

  async #once({ path, query, headers = {}, post }: DirectoryRequest): Promise<DirectoryAnswer> {
    this.#count++;
    const trace = new RequestTrace();
    try {
      const request = this.#client
        .api(path)
        .middlewareOptions([trace])
        .responseType(ResponseType.RAW)
        .headers(headers)
        .options({ signal: AbortSignal.timeout(this.#limits.requestMs) });
      if (query !== undefined) request.query(query);
      return await readAnswer(await (post === undefined ? request.get() : request.post(post)));
    } catch {
      return { kind: 'noAnswer', code: concludeFault(trace).code, retryAfterMs: undefined };
    }
  }
}

async function readAnswer(response: Response): Promise<DirectoryAnswer> {
  const { status, headers } = response;
  if (status !== 200) return failedAnswer(status, await errorCodes(response), headers);
  const text = await bodyBeginning(response, directoryLimits.answerBytes);
  try {
    return { kind: 'found', body: JSON.parse(text) };
  } catch {
    return unreadableAnswer;
  }
}
