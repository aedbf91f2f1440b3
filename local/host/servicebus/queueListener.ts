import type {
  ProcessErrorArgs,
  ServiceBusClient,
  ServiceBusReceivedMessage,
  ServiceBusReceiver,
} from '@azure/service-bus';
import type { InvocationRequest } from '../app/coreTypes.ts';
import type { RegisteredFunction } from '../app/functionApp.ts';
import type { HostEvents } from '../hostEvent.ts';
import type { HostJson } from '../hostJson.ts';
import type { Invoker } from '../invoker.ts';
import type { Listener } from '../listener.ts';
import { traceContextUnder } from '../traceContext.ts';
import { bodyForWorker } from './body.ts';
import { overwriteWithBody } from './bodyOverwrite.ts';
import type { QueueTrigger } from './queueTrigger.ts';
import { Settlements } from './settlements.ts';
import { triggerMetadata } from './triggerMetadata.ts';

/** What the listener of a queue needs of the host. */
export interface QueueListenerDeps {
  readonly client: ServiceBusClient;
  readonly hostJson: HostJson;
  readonly invoke: Invoker;
  readonly events: HostEvents;
}

/** The longest lock renewal the client can reckon with, for a host.json that says "without end". */
const longestRenewalMs = 365 * 24 * 60 * 60_000;

/** Runs a function for every message of a queue: peek-lock, lock renewal, complete on return, abandon on throw. */
export class QueueListener implements Listener {
  readonly waitsFor: string;
  readonly #fn: RegisteredFunction;
  readonly #trigger: QueueTrigger;
  readonly #deps: QueueListenerDeps;
  readonly #receiver: ServiceBusReceiver;
  readonly #settlements = new Settlements();
  readonly #running = new Set<Promise<void>>();
  readonly #stopping = new AbortController();
  #stopReceiving: () => Promise<void> = async () => {};
  readonly #told = new Set<string>();

  constructor(fn: RegisteredFunction, trigger: QueueTrigger, deps: QueueListenerDeps) {
    const { queue, isDeadLetterQueue } = trigger;
    this.waitsFor = isDeadLetterQueue ? `dead letters of queue ${queue}` : `queue ${queue}`;
    this.#fn = fn;
    this.#trigger = trigger;
    this.#deps = deps;
    this.#receiver = deps.client.createReceiver(queue, {
      receiveMode: 'peekLock',
      skipParsingBodyAsJson: true, // the host's own conversions follow: body.ts, triggerMetadata.ts
      skipConvertingDate: true,
      maxAutoLockRenewalDurationInMs: Math.min(
        deps.hostJson.maxAutoLockRenewalMs,
        longestRenewalMs,
      ),
      ...(isDeadLetterQueue && { subQueueType: 'deadLetter' }),
    });
  }

  async start(): Promise<void> {
    const subscription = this.#receiver.subscribe(
      {
        processMessage: (message) => this.#track(this.#deliver(message)),
        processError: async (args) => this.#report(args),
      },
      {
        autoCompleteMessages: false,
        maxConcurrentCalls: this.#deps.hostJson.maxConcurrentCalls,
        abortSignal: this.#stopping.signal, // ends an attempt to connect, nothing else
      },
    );
    this.#stopReceiving = () => subscription.close();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#stopReceiving();
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
    await this.#receiver.close();
    await this.#deps.client.close();
  }

  async #track(delivery: Promise<void>): Promise<void> {
    this.#running.add(delivery);
    await delivery.finally(() => this.#running.delete(delivery));
  }

  async #deliver(message: ServiceBusReceivedMessage): Promise<void> {
    this.#told.clear();
    const { kind } = await this.#deps.invoke(this.#fn, (id) => this.#request(id, message));
    try {
      await this.#settlements.inTurn(() => this.#settle(message, kind));
    } catch (error) {
      this.#trouble(`could not settle a message, it will come again: ${(error as Error).message}`);
    }
  }

  /** Quirk: a throw abandons at once, with no delay; the trigger's `retry` option has no effect (EXT ServiceBusListener.cs). */
  #settle(message: ServiceBusReceivedMessage, kind: 'succeeded' | 'failed'): Promise<void> {
    return kind === 'succeeded'
      ? this.#receiver.completeMessage(message)
      : this.#receiver.abandonMessage(message);
  }

  #request(invocationId: string, message: ServiceBusReceivedMessage): InvocationRequest {
    const body = bodyForWorker(message, this.#trigger.dataType);
    return {
      invocationId,
      inputData: [{ name: this.#fn.triggerName, data: body }],
      triggerMetadata: overwriteWithBody(triggerMetadata(message), body),
      traceContext: traceContextUnder(message.applicationProperties?.['Diagnostic-Id']),
    };
  }

  #report({ error, errorSource }: ProcessErrorArgs): void {
    if (!this.#stopping.signal.aborted) this.#trouble(`${errorSource}: ${error.message}`);
  }

  /** A lost connection is reported on every attempt, in words that may take turns: once each is enough, until it is back. */
  #trouble(problem: string): void {
    if (this.#told.has(problem)) return;
    this.#told.add(problem);
    this.#deps.events({ event: 'trouble', function: this.#fn.name, problem });
  }
}
