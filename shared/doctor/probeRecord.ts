import type { TableClient } from '@azure/data-tables';
import { tableErrorCode } from '../ledger/tableError.ts';
import { type ProbeEntity, probeEntity } from '../ledger/tableProbe.ts';
import { fromStore } from '../storeUnavailable.ts';
import { doctorTimes } from './times.ts';

/** What the last probe has shown. */
export interface ProbeRecord {
  readonly absenceProves: boolean;
  /** Milliseconds since 1970. */
  readonly probedAtMs: number;
}

/** The record by which the engine knows whether absence proves. Methods throw `StoreUnavailable`. */
export interface ProbeRecords {
  read(): Promise<ProbeRecord | undefined>;
  write(record: ProbeRecord): Promise<void>;
}

/** The record in the table `probes`, where `tableProbe` reads it. */
export function tableProbeRecords(table: TableClient): ProbeRecords {
  const { partitionKey, rowKey } = probeEntity(false, new Date(0));
  return {
    async read() {
      const row = await fromStore('read the record of the probe', () =>
        table
          .getEntity<ProbeEntity>(partitionKey, rowKey, {
            abortSignal: AbortSignal.timeout(doctorTimes.storeAnswerMs),
          })
          .catch((error: unknown) => {
            if (tableErrorCode(error) !== 'ResourceNotFound') throw error;
            return undefined;
          }),
      );
      return (
        row && {
          absenceProves: row.absenceProves === true,
          probedAtMs: new Date(row.probedAt).getTime(),
        }
      );
    },

    async write({ absenceProves, probedAtMs }) {
      const entity = probeEntity(absenceProves, new Date(probedAtMs));
      await fromStore('write the record of the probe', () =>
        table.upsertEntity(entity, 'Replace', {
          abortSignal: AbortSignal.timeout(doctorTimes.storeAnswerMs),
        }),
      );
    },
  };
}
