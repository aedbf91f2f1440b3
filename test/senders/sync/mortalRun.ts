import { TableClient } from '@azure/data-tables';
import { inject } from 'vitest';
import type { GroupReader } from '../../../shared/senders/sync/groupReader.ts';
import type { SyncDeps, SyncWish } from '../../../shared/senders/sync/syncSenders.ts';
import { syncSenders } from '../../../shared/senders/sync/syncSenders.ts';
import { tableSenderStore } from '../../../shared/senders/tableSenderStore.ts';
import { type Stage, sameTables } from './stage.ts';

/** Where a run dies: before a step is made, or after it was made and before its answer is known. */
export interface Death {
  readonly atStep: number;
  readonly when: 'before' | 'after';
}

/** A step is a question to Entra or a request to the store. After its death a run makes none. */
class Life {
  readonly #death: Death;
  stepCount = 0;

  constructor(death: Death) {
    this.#death = death;
  }

  async step<T>(make: () => Promise<T>): Promise<T> {
    this.stepCount += 1;
    const { atStep, when } = this.#death;
    if (this.stepCount > atStep || (this.stepCount === atStep && when === 'before')) {
      throw new Error('killed');
    }
    const answer = await make();
    if (this.stepCount >= atStep) throw new Error('killed');
    return answer;
  }
}

/** Runs the sync until it dies; true: it did not live to that step. The tables themselves live on. */
export async function diesIn(stage: Stage, wish: SyncWish, death: Death): Promise<boolean> {
  const life = new Life(death);
  const tables = sameTables(stage.tables, (name) => mortalTable(name, life));
  const deps: SyncDeps = {
    ...stage.deps,
    store: tableSenderStore(tables),
    newReader: () => mortalReader(stage.group.reader(), life),
  };
  await syncSenders(deps, wish).catch((error: unknown) => error);
  return life.stepCount >= death.atStep;
}

function mortalTable(name: string, life: Life): TableClient {
  const table = openTable(name);
  table.pipeline.addPolicy({
    name: 'mortal',
    sendRequest: (request, next) => life.step(() => next(request)),
  });
  return table;
}

/** A client of its own for a table of this run's Azurite. */
export function openTable(name: string): TableClient {
  return TableClient.fromConnectionString(inject('storage'), name, {
    allowInsecureConnection: true,
  });
}

function mortalReader(reader: GroupReader, life: Life): GroupReader {
  return {
    find: (group) => life.step(() => reader.find(group)),
    linkFromNow: (id) => life.step(() => reader.linkFromNow(id)),
    members: (id) => life.step(() => reader.members(id)),
    managers: (id) => life.step(() => reader.managers(id)),
    changes: (link) => life.step(() => reader.changes(link)),
    users: (ids) => life.step(() => reader.users(ids)),
    requestCount: () => reader.requestCount(),
  };
}
