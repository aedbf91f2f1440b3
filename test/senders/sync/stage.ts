import { randomUUID } from 'node:crypto';
import type { TableClient } from '@azure/data-tables';
import { ownerAt, type PersonRow } from '../../../shared/senders/sync/rows.ts';
import type { SenderStore } from '../../../shared/senders/sync/senderStore.ts';
import {
  type SyncDeps,
  type SyncWish,
  syncSenders,
} from '../../../shared/senders/sync/syncSenders.ts';
import { syncTimes } from '../../../shared/senders/sync/times.ts';
import { type SenderTables, tableSenderStore } from '../../../shared/senders/tableSenderStore.ts';
import { freshTable } from '../../support/stores.ts';
import type { FakeGroup } from './fakeGroup.ts';

/** What the timer asks for. */
export const byTimer: SyncWish = { full: false, force: false, dryRun: false };
/** What a person asks for. */
export const inFull: SyncWish = { ...byTimer, full: true };
export const forced: SyncWish = { ...inFull, force: true };
export const dry: SyncWish = { ...inFull, dryRun: true };

export const minuteMs = 60_000;

/** A clock that stands until it is moved. */
class HeldClock {
  nowMs = Date.parse('2026-11-02T08:00:00Z');
  readonly now = () => this.nowMs;
  readonly uuid = () => randomUUID();
  pass(ms: number): void {
    this.nowMs += ms;
  }
}

/** A list on real Table Storage, a group to follow, and a clock. */
export class Stage {
  readonly clock = new HeldClock();
  readonly store: SenderStore;
  readonly group: FakeGroup;
  readonly tables: SenderTables;
  setting = 'Senders';

  constructor(group: FakeGroup, tables: SenderTables) {
    this.group = group;
    this.tables = tables;
    this.store = tableSenderStore(tables);
  }

  /** With everybody in the group on the list already. */
  static async synced(group: FakeGroup): Promise<Stage> {
    const stage = await Stage.empty(group);
    await stage.sync(inFull);
    group.asked.length = 0;
    return stage;
  }

  static async empty(group: FakeGroup): Promise<Stage> {
    return new Stage(group, await freshTables());
  }

  get deps(): SyncDeps {
    const { store, clock, setting: group } = this;
    return { store, clock, group, newReader: this.group.reader, maxRemovalPercent: 20 };
  }

  sync(wish: SyncWish, changes: Partial<SyncDeps> = {}) {
    return syncSenders({ ...this.deps, ...changes }, wish);
  }

  /** The timer's next run, a minute later. */
  nextMinute() {
    this.clock.pass(minuteMs);
    return this.sync(byTimer);
  }

  /** The timer's next run once everything is read again. */
  nextHour() {
    this.clock.pass(syncTimes.fullReadEveryMs);
    return this.sync(byTimer);
  }

  async state() {
    const found = await this.store.readState();
    if (!found) throw new Error('There is no state.');
    return found.state;
  }

  /** Who owns each address that may send, as the send path reads it. */
  async owners(): Promise<Record<string, string>> {
    const generation = (await this.store.readState())?.state.generation ?? 0;
    const rows = [...(await this.store.addresses()).values()];
    return Object.fromEntries(
      rows
        .map((row) => [row.address, ownerAt(row, generation)] as const)
        .filter(([, owner]) => owner !== '')
        .toSorted(),
    );
  }

  async person(name: string): Promise<PersonRow | undefined> {
    return (await this.store.people()).get(`id-${name}`);
  }
}

/** The owners that this group should lead to, if no address is claimed twice. */
export function ownersIn(group: FakeGroup): Record<string, string> {
  return Object.fromEntries(
    group.members
      .flatMap(({ mailboxId, addresses }) => addresses.map((one) => [one, mailboxId] as const))
      .toSorted(),
  );
}

/** The three tables of a list, on the run's Azurite. */
export async function freshTables(): Promise<SenderTables> {
  const [senders, addresses, state] = await Promise.all([freshTable(), freshTable(), freshTable()]);
  return { senders, addresses, state };
}

/** Other clients of the same tables, so that what is done to these does not touch the first. */
export function sameTables(
  tables: SenderTables,
  open: (name: string) => TableClient,
): SenderTables {
  const { senders, addresses, state } = tables;
  return {
    senders: open(senders.tableName),
    addresses: open(addresses.tableName),
    state: open(state.tableName),
  };
}
