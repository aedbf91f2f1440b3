import { expect, test } from 'vitest';
import type { RequestCounts } from '../../local/graph/store/requestCounter.ts';
import { requestFigures } from './figures/requestFigures.ts';

const graph = (sendMailCount: number, otherCount: number) =>
  ({ sendMailCount, otherCount }) as RequestCounts;

test('only what came after the start is counted, and reads of tables are no writes', () => {
  const before = {
    tables: { 'GET senders': 7, 'POST ledger': 3 },
    queue: { received: 5, settled: 5, sent: 2 },
    graph: graph(3, 1),
  };
  const after = {
    tables: { 'GET senders': 8, 'POST ledger': 13, 'PUT ledger': 10, 'PUT mailboxes': 5 },
    queue: { received: 15, settled: 15, sent: 3 },
    graph: graph(13, 1),
  };

  expect(requestFigures(before, after, 10)).toEqual({
    tableWrites: 2.5,
    tableReads: 0.1,
    queueOperations: 2.1,
    graphRequests: 1,
    details: {
      ...{ 'GET senders': 0.1, 'POST ledger': 1, 'PUT ledger': 1, 'PUT mailboxes': 0.5 },
      ...{ received: 1, settled: 1, sent: 0.1 },
    },
  });
});
