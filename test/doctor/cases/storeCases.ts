import { BlobServiceClient } from '@azure/storage-blob';
import { inject } from 'vitest';
import { blobJobBodies } from '../../../shared/bodies/jobBodies.ts';
import type { Order } from '../../../shared/doctor/order.ts';
import type { Orders } from '../../../shared/doctor/orders.ts';
import { tableProbeRecords } from '../../../shared/doctor/probeRecord.ts';
import { tableAccess } from '../../../shared/doctor/tableAccess.ts';
import { tableOrders } from '../../../shared/doctor/tableOrders.ts';
import { freshTable, unmadeTable } from '../../support/stores.ts';
import { otherStores } from '../diagnosis.ts';
import { laterOrders } from '../laterOrders.ts';
import type { Case } from './case.ts';

const minuteMs = 60_000;

function missingContainer() {
  const service = BlobServiceClient.fromConnectionString(inject('storage'));
  return blobJobBodies(service.getContainerClient('never-made'));
}

/** A row of its own for the order, with one that somebody else has just given in it. */
async function busyOrders(): Promise<Orders> {
  const orders = tableOrders(await freshTable());
  const order: Order = { orderId: 'other', state: 'taken', wish: {}, findings: [] };
  await orders.write(order, undefined);
  return orders;
}

/** Whatever is ordered is taken at once, by a run that never ends. */
function hanging(orders: Orders): Orders {
  return {
    ...orders,
    write: (order, version) => orders.write({ ...order, state: 'taken' }, version),
  };
}

/** Queue, tables and containers, as the functions and as the person reach them. */
export const storeCases: readonly Case[] = [
  [
    'a queue that is not there',
    { env: { MAIL_QUEUE: 'never-made' } },
    ['QueueNotReady', 'OwnQueueNotReached'],
  ],
  [
    'a table and a container that are not there',
    {
      functions: (deps) =>
        otherStores(deps, {
          tables: tableAccess({ ledger: unmadeTable() }),
          bodies: missingContainer(),
        }),
      person: () => ({ bodies: missingContainer() }),
    },
    ['TablesNotReady', 'BlobsNotReady', 'OwnBlobsNotReached'],
  ],
  [
    'a person who does not reach the tables',
    {
      person: ({ doctor }) => ({ doctor: { ...doctor, orders: tableOrders(unmadeTable()) } }),
    },
    ['OwnTablesNotReached'],
  ],
  [
    'a machine whose clock is off',
    {
      person: ({ doctor }) => ({
        doctor: {
          ...doctor,
          orders: {
            ...doctor.orders,
            read: async () => {
              const look = await doctor.orders.read();
              return { ...look, storeNowMs: look.storeNowMs + 2 * minuteMs };
            },
          },
        },
      }),
    },
    ['OwnClockOff'],
  ],
  [
    'no probe was made',
    {
      functions: async (deps) =>
        otherStores(deps, { probeRecords: tableProbeRecords(await freshTable()) }),
    },
    ['NoProbeOnRecord'],
  ],
  [
    'the last probe found nothing',
    {
      functions: async (deps) => {
        const probeRecords = tableProbeRecords(await freshTable());
        await probeRecords.write({ absenceProves: false, probedAtMs: Date.now() });
        return otherStores(deps, { probeRecords });
      },
    },
    ['AbsenceDoesNotProve'],
  ],
  [
    'functions that never look',
    {
      answering: false,
      person: ({ doctor }) => ({
        doctor: { ...doctor, orders: laterOrders(doctor.orders, 10 * minuteMs) },
      }),
    },
    ['NoAnswer'],
  ],
  [
    'functions whose run broke off',
    {
      answering: false,
      person: async ({ doctor }) => ({
        doctor: {
          ...doctor,
          orders: laterOrders(hanging(tableOrders(await freshTable())), 10 * minuteMs),
        },
      }),
    },
    ['RunBroken'],
  ],
  [
    'somebody else who asks at the same time',
    {
      answering: false,
      person: async ({ doctor }) => ({ doctor: { ...doctor, orders: await busyOrders() } }),
    },
    ['OtherOrder'],
  ],
];
