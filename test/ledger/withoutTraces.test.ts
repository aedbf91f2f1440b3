import { TableClient } from '@azure/data-tables';
import { expect, test } from 'vitest';
import { withoutTraces } from '../../shared/ledger/withoutTraces.ts';

const newClient = () =>
  new TableClient('https://account.table.core.windows.net', 'ledger', {
    getToken: async () => null,
  });
const policiesOf = ({ pipeline }: TableClient) =>
  pipeline.getOrderedPolicies().map(({ name }) => name);

test('requests to tables prepare no traces, and are else as the SDK makes them', () => {
  const all = policiesOf(newClient());

  const policies = policiesOf(withoutTraces(newClient()));

  expect(all).toContain('tracingPolicy'); // under another name it would stay
  expect(policies).toEqual(all.filter((name) => name !== 'tracingPolicy'));
});
