import type { QueueSettings } from '../queueSettings.ts';
import type { Clock } from './clock.ts';
import { Queue } from './queue.ts';
import { entityNotFound } from './serviceError.ts';

/** What an AMQP address stands for. */
export type Node =
  | { readonly kind: 'cbs' }
  | { readonly kind: 'management'; readonly queue: Queue }
  | { readonly kind: 'queue'; readonly queue: Queue };

/** The queues by name. Names and addresses are case-insensitive, as in Azure. */
export class Namespace {
  readonly queues: readonly Queue[];
  readonly #byName: ReadonlyMap<string, Queue>;

  constructor(settings: Readonly<Record<string, QueueSettings>>, clock: Clock) {
    this.queues = Object.entries(settings).map(([name, one]) => new Queue(name, one, clock));
    this.#byName = new Map(this.queues.map((queue) => [queue.name.toLowerCase(), queue]));
  }

  /**
   * Accepts `mail`, `/mail`, `mail/$deadletterqueue`, `mail/$management`, `$cbs`, each also behind
   * `scheme://host[:port]/`, as the clients of the different languages write them. Throws entityNotFound.
   */
  resolve(address: string): Node {
    const path = address.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/^\/+|\/+$/g, '');
    if (path.toLowerCase() === '$cbs') return { kind: 'cbs' };
    const [, entity = '', management] = /^(.*?)(\/\$management)?$/is.exec(path) ?? [];
    const [, name = '', deadLetters] = /^(.*?)(\/\$deadletterqueue)?$/is.exec(entity) ?? [];
    const main = this.#byName.get(name.toLowerCase());
    const queue = deadLetters ? main?.deadLetters : main;
    if (!queue) throw entityNotFound(entity);
    return { kind: management ? 'management' : 'queue', queue };
  }

  stop(): void {
    for (const queue of this.queues) queue.stop();
  }
}
