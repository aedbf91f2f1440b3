import type { Behaviour } from '../../../local/graph/behaviour/behaviour.ts';
import type { FaultRule } from '../../../local/graph/faults/faultRule.ts';
import type { Measured } from '../../../local/graph/measurements/measurements.ts';
import type { MessageSummary } from '../../../local/graph/store/acceptedMessage.ts';
import type { RequestCounts } from '../../../local/graph/store/requestCounter.ts';

/** The Graph simulator in a process of its own, over its control API. */
export class Simulator {
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  /** How it behaves from now on. Random faults begin anew. */
  async behave(behaviour: Partial<Behaviour>, faults: readonly FaultRule[]): Promise<void> {
    await this.#ask('PUT', 'behaviour', behaviour);
    await this.#ask('DELETE', 'faults');
    await this.#ask('POST', 'faults', faults);
  }

  /** What every mailbox was asked for since `forget`. */
  async measured(): Promise<Measured> {
    return (await this.#ask('GET', 'measurements')) as Measured;
  }

  async requests(): Promise<RequestCounts> {
    return (await this.#ask('GET', 'requests')) as RequestCounts;
  }

  /** Mails accepted since the start, those whose sender was answered 504 too. */
  async acceptedCount(): Promise<number> {
    const { sendMailByAnswer: answers } = await this.requests();
    return (answers['202'] ?? 0) + (answers['504'] ?? 0);
  }

  /** Empties the mailboxes and measures anew. */
  async forget(): Promise<void> {
    await this.#ask('DELETE', 'messages');
    await this.#ask('DELETE', 'measurements');
  }

  /** Mails whose id begins with this, oldest first. */
  async mailsOf(batch: string): Promise<readonly MessageSummary[]> {
    const answer = (await this.#ask('GET', 'messages')) as { messages: readonly MessageSummary[] };
    const begin = `<${batch}.`;
    return answer.messages.filter(({ internetMessageId = '' }) =>
      internetMessageId.startsWith(begin),
    );
  }

  async #ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.url}/_control/${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    return response.json();
  }
}
