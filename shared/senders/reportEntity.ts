import {
  count,
  type Entity,
  flag,
  oneOf,
  optionalText,
  present,
  text,
  time,
} from './entityFields.ts';
import type { RunReport } from './sync/rows.ts';

/** All run reports lie in one partition of the table `senderstate`, the newest first. */
export const reportPartition = 'report';

/** The last time that a date of JavaScript can hold has 16 digits. */
const lastMs = 8_640_000_000_000_000;

/** The beginning of the row keys of reports that started then: the later, the smaller, so that the newest is read first. */
export function reportKeyAt(startedAtMs: number): string {
  return String(lastMs - startedAtMs).padStart(16, '0');
}

/** A run report as a table entity. */
export function reportToEntity(report: RunReport) {
  const { startedAtMs, ...same } = report;
  return present({
    partitionKey: reportPartition,
    rowKey: `${reportKeyAt(startedAtMs)}-${report.runId}`,
    ...same,
    startedAt: new Date(startedAtMs),
  });
}

/** A table entity as a run report. Throws `StoreUnavailable` when it is damaged. */
export function reportFromEntity(entity: Entity): RunReport {
  return {
    runId: text(entity, 'runId'),
    startedAtMs: time(entity, 'startedAt'),
    kind: oneOf(['full', 'changes'], entity, 'kind'),
    outcome: oneOf(['done', 'refused', 'failed'], entity, 'outcome'),
    reason: optionalText(entity, 'reason'),
    text: optionalText(entity, 'text'),
    repeatedCount: count(entity, 'repeatedCount'),
    forced: flag(entity, 'forced'),
    readCount: count(entity, 'readCount'),
    othersCount: count(entity, 'othersCount'),
    addedCount: count(entity, 'addedCount'),
    changedCount: count(entity, 'changedCount'),
    removedCount: count(entity, 'removedCount'),
    addressesAddedCount: count(entity, 'addressesAddedCount'),
    addressesRemovedCount: count(entity, 'addressesRemovedCount'),
    disputedCount: count(entity, 'disputedCount'),
    managersRead: flag(entity, 'managersRead'),
    requestCount: count(entity, 'requestCount'),
    writtenCount: count(entity, 'writtenCount'),
    durationMs: count(entity, 'durationMs'),
  };
}
