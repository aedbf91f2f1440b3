import type { TableClient } from '@azure/data-tables';
import { StoreUnavailable } from '../storeUnavailable.ts';
import type { Probe } from './probe.ts';
import { tableErrorCode } from './tableError.ts';

const key = { partitionKey: 'probe', rowKey: 'message-id' } as const;
/** A tenant does not change; a probe that has just been made counts within this time. */
const cachedMs = 60_000;

/** What a probe of the tenant has shown, as a row of the table `probes`. */
export interface ProbeEntity {
  readonly partitionKey: string;
  readonly rowKey: string;
  /** A mail sent with our Message-ID was found by it. */
  readonly absenceProves: boolean;
  readonly probedAt: Date;
}

/** The row for a probe's result. */
export function probeEntity(absenceProves: boolean, probedAt: Date): ProbeEntity {
  return { ...key, absenceProves, probedAt };
}

/** The probe's result in a table of Azure Table Storage. Without a row absence proves nothing. */
export function tableProbe(table: TableClient): Probe {
  let known: { readonly absenceProves: boolean; readonly untilMs: number } | undefined;
  return {
    async absenceProves() {
      if (known && performance.now() < known.untilMs) return known.absenceProves;
      const absenceProves = await read(table);
      known = { absenceProves, untilMs: performance.now() + cachedMs };
      return absenceProves;
    },
  };
}

async function read(table: TableClient): Promise<boolean> {
  try {
    const row = await table.getEntity<ProbeEntity>(key.partitionKey, key.rowKey);
    return row.absenceProves === true;
  } catch (cause) {
    if (tableErrorCode(cause) === 'ResourceNotFound') return false;
    throw new StoreUnavailable('Could not read the record of the probe.', { cause });
  }
}
