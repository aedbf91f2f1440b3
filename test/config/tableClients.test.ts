import { TableClient } from '@azure/data-tables';
import { expect, test } from 'vitest';
import { tableClients } from '../../shared/clients.ts';

const tableUrl = 'https://account.table.core.windows.net';
const nobody = { getToken: async () => null };
const policiesOf = ({ pipeline }: TableClient) =>
  pipeline.getOrderedPolicies().map(({ name }) => name);

test('requests to tables prepare no traces, and are else as the SDK makes them', () => {
  const all = policiesOf(new TableClient(tableUrl, 'ledger', nobody));

  const table = tableClients({ kind: 'identity', tableUrl, blobUrl: '' }, nobody)('ledger');

  expect(all).toContain('tracingPolicy'); // under another name it would stay
  expect(policiesOf(table)).toEqual(all.filter((name) => name !== 'tracingPolicy'));
});
