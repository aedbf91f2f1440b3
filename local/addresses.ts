import type { LocalServices } from './stack/localServices.ts';
import { columns, styled } from './terminal.ts';

/** Where everything listens, in lines of a table; a taken port has moved to a free one, so these are the real ones. */
export function addressLines(
  { graph, serviceBus, storage, settings }: LocalServices,
  more: readonly (readonly [string, string])[] = [],
): readonly string[] {
  const { blob, table } = storage.ports;
  return columns([
    ['Inbox page', styled('cyan', graph?.url ?? 'none: GRAPH_ENDPOINT is set')],
    ['Graph', settings.GRAPH_ENDPOINT ?? ''],
    ['Queue "mail"', `amqp://localhost:${serviceBus.port}`],
    ['Storage', `http://127.0.0.1, tables ${table}, blobs ${blob}`],
    ...more,
  ]);
}
