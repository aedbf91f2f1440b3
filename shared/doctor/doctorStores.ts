import type { TableClient } from '@azure/data-tables';
import type { QueueCheck } from '../queue/queueCheck.ts';
import { storeNames } from '../storeNames.ts';
import type { DoctorStores } from './doctorDeps.ts';
import { tableProbeRecords } from './probeRecord.ts';
import { tableAccess } from './tableAccess.ts';
import { tableOrders } from './tableOrders.ts';

/** What of the stores only the doctor uses, on the tables of one account. */
export function doctorStores(
  table: (name: string) => TableClient,
  queueCheck: QueueCheck,
): DoctorStores {
  const names = Object.values(storeNames.tables);
  return {
    orders: tableOrders(table(storeNames.tables.doctor)),
    queueCheck,
    tables: tableAccess(Object.fromEntries(names.map((name) => [name, table(name)]))),
    probeRecords: tableProbeRecords(table(storeNames.tables.probes)),
  };
}
