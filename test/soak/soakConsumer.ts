import { setTimeout as sleep } from 'node:timers/promises';
import {
  ServiceBusClient,
  type ServiceBusReceivedMessage,
  type ServiceBusReceiver,
} from '@azure/service-bus';
import type { SoakAccount } from './soakAccount.ts';

/** Twice as long as a lock of the soak queue, with room. */
const tooLongMs = 2_300;

/** Treats messages in every way a consumer may, 16 at a time, and writes down what it was told. */
export class SoakConsumer {
  readonly #account: SoakAccount;
  readonly #connectionString: string;
  #client: ServiceBusClient;
  #turn: Promise<void> = Promise.resolve();

  constructor(connectionString: string, account: SoakAccount) {
    this.#connectionString = connectionString;
    this.#account = account;
    this.#client = this.#start();
  }

  /** Drops the connection with all it holds and begins anew. */
  async reconnect(): Promise<void> {
    const former = this.#client;
    this.#client = this.#start();
    await former.close().catch((error) => this.#account.error(error));
  }

  async stop(): Promise<void> {
    await this.#client.close().catch((error) => this.#account.error(error));
  }

  #start(): ServiceBusClient {
    const client = new ServiceBusClient(this.#connectionString);
    const receiver = client.createReceiver('soak', { maxAutoLockRenewalDurationInMs: 0 });
    receiver.subscribe(
      {
        processMessage: (message) => this.#treat(receiver, message),
        processError: async ({ error }) => this.#account.error(error),
      },
      { maxConcurrentCalls: 16, autoCompleteMessages: false },
    );
    return client;
  }

  async #treat(receiver: ServiceBusReceiver, message: ServiceBusReceivedMessage): Promise<void> {
    this.#account.deliveries++;
    try {
      await this.#settle(receiver, message, Math.random());
    } catch (error) {
      this.#account.error(error);
    }
  }

  async #settle(
    receiver: ServiceBusReceiver,
    message: ServiceBusReceivedMessage,
    chance: number,
  ): Promise<void> {
    const { id } = message.body as { id: number };
    if (chance < 0.8) {
      await this.#complete(receiver, message);
    } else if (chance < 0.86) {
      await this.#myTurn();
      await receiver.abandonMessage(message);
    } else if (chance < 0.9) {
      await this.#myTurn();
      await receiver.deadLetterMessage(message);
      this.#account.deadLettered.add(id);
    } else if (chance < 0.94) {
      await this.#deferAndComplete(receiver, message);
    } else if (chance < 0.97) {
      await sleep(tooLongMs);
      await this.#complete(receiver, message);
    } else {
      await sleep(1_000);
      await receiver.renewMessageLock(message);
      await sleep(1_500);
      await this.#complete(receiver, message);
    }
  }

  async #complete(receiver: ServiceBusReceiver, message: ServiceBusReceivedMessage): Promise<void> {
    await this.#myTurn();
    await receiver.completeMessage(message);
    this.#account.complete((message.body as { id: number }).id);
  }

  async #deferAndComplete(
    receiver: ServiceBusReceiver,
    message: ServiceBusReceivedMessage,
  ): Promise<void> {
    await this.#myTurn();
    await receiver.deferMessage(message);
    const number = message.sequenceNumber;
    const [again] = number ? await receiver.receiveDeferredMessages(number) : [];
    if (again) await this.#complete(receiver, again);
  }

  /** The client as published tells two outcomes of one tick as one (rhea 3.0.5), so each waits for a tick of its own. */
  #myTurn(): Promise<void> {
    this.#turn = this.#turn.then(() => new Promise((resolve) => setImmediate(resolve)));
    return this.#turn;
  }
}
