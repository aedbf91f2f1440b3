import type { ServiceBusSender } from '@azure/service-bus';
import { beforeAll } from 'vitest';
import { type FixtureHost, fixtureRoot, openHost } from './fixtureHost.ts';
import { openQueues } from './serviceBus.ts';

/** What the fixture's function was handed for one message. */
export interface Saw {
  readonly type: string;
  /** Base64 when the type is Buffer. */
  readonly body: unknown;
  readonly metadata: Record<string, unknown>;
  /** The names of the metadata. */
  readonly keys: readonly string[];
  readonly traceContext: { readonly traceParent: string };
}

/** The echo app and its queues, shared by all tests of a file. */
export function useEchoApp() {
  let queues: Awaited<ReturnType<typeof openQueues>>;
  let host: FixtureHost;
  beforeAll(async () => {
    queues = await openQueues({
      bytes: { maxDeliveryCount: 2 },
      string: {},
      untyped: {},
      dead: {},
    });
    host = await openHost(fixtureRoot('echo'), queues.env);
    return async () => {
      await host.kill();
      await queues.close();
    };
  });
  /** Does something that brings the app a message; resolves to what its function saw. */
  async function sawNext(bring: () => Promise<void>): Promise<Saw> {
    const before = host.lines.filter((line) => line.startsWith('saw ')).length;
    await bring();
    const seen = await host.linesAfter('saw ', before + 1);
    return JSON.parse(seen[before] ?? '') as Saw;
  }
  return {
    host: () => host,
    client: () => queues.client,
    sawNext,
    /** Sends one message; resolves to what its function saw. */
    sawOf: (
      queue: string,
      message: Parameters<ServiceBusSender['sendMessages']>[0],
    ): Promise<Saw> => sawNext(() => queues.client.createSender(queue).sendMessages(message)),
  };
}
