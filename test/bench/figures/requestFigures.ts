import type { RequestCounts } from '../../../local/graph/store/requestCounter.ts';
import { columns } from '../../../local/terminal.ts';
import type { QueueCounts } from '../services/queueCounter.ts';
import { fixed } from './ratios.ts';

/** Everything that was asked of the services so far. */
export interface RequestTotals {
  /** By method and table. */
  readonly tables: Readonly<Record<string, number>>;
  readonly queue: QueueCounts;
  readonly graph: RequestCounts;
}

/** What one mail costs the services. */
export interface RequestFigures {
  /** Requests that change a table; a batch is one. */
  readonly tableWrites: number;
  readonly tableReads: number;
  /** Messages received, settled and sent. */
  readonly queueOperations: number;
  readonly graphRequests: number;
  /** The same in detail: by method and table, and by what the queue was asked. */
  readonly details: Readonly<Record<string, number>>;
}

/** Reckons from what was counted before and after so many mails. */
export function requestFigures(
  before: RequestTotals,
  after: RequestTotals,
  mailCount: number,
): RequestFigures {
  const tables = difference(before.tables, after.tables, mailCount);
  const queue = difference({ ...before.queue }, { ...after.queue }, mailCount);
  const sum = (counts: Record<string, number>, counted: (name: string) => boolean) =>
    Object.entries(counts).reduce((total, [name, count]) => total + (counted(name) ? count : 0), 0);
  const isRead = (name: string) => name.startsWith('GET ');
  const graphCount = ({ graph }: RequestTotals) => graph.sendMailCount + graph.otherCount;
  return {
    tableWrites: sum(tables, (name) => !isRead(name)),
    tableReads: sum(tables, isRead),
    queueOperations: sum(queue, () => true),
    graphRequests: (graphCount(after) - graphCount(before)) / mailCount,
    details: { ...tables, ...queue },
  };
}

function difference(
  before: Readonly<Record<string, number>>,
  after: Readonly<Record<string, number>>,
  mailCount: number,
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(after).map(([name, count]) => [name, (count - (before[name] ?? 0)) / mailCount]),
  );
}

/** What issue 7 allows per mail. */
const most = { tableWrites: 4, queueOperations: 2, graphRequests: 1 } as const;

/** The figures as a table, with what they are made of below. */
export function requestTable(figures: RequestFigures): readonly string[] {
  const { details } = figures;
  const rows = [
    ['table writes', fixed(figures.tableWrites, 2), String(most.tableWrites)],
    ['table reads', fixed(figures.tableReads, 2), ''],
    ['queue operations', fixed(figures.queueOperations, 2), String(most.queueOperations)],
    ['Graph requests', fixed(figures.graphRequests, 2), String(most.graphRequests)],
  ];
  const parts = Object.entries(details)
    .filter(([, perMail]) => perMail > 0)
    .map(([name, perMail]) => `${name} ${fixed(perMail, 2)}`);
  return [...columns([['per mail', 'count', 'at most'], ...rows], 0), `(${parts.join(', ')})`];
}
