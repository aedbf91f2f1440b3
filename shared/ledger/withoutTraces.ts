import type { TableClient } from '@azure/data-tables';

/** A table client that prepares no trace of each request: nobody collects them, and they are a tenth of the CPU of a write. */
export function withoutTraces(client: TableClient): TableClient {
  client.pipeline.removePolicy({ name: 'tracingPolicy' });
  return client;
}
