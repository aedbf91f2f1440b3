import type { ParkedMessage } from '../../bodies/parkedBodies.ts';
import { faultText } from '../../maillog/redact.ts';
import type { DoctorDeps } from '../doctorDeps.ts';
import { type Finding, found } from '../findings.ts';
import { doctorTimes } from '../times.ts';

/** Whether queue, tables and containers can be used, with the rights that the functions need. */
export async function checkStores(
  deps: Pick<DoctorDeps, 'stores' | 'clock'>,
): Promise<readonly Finding[]> {
  const { stores } = deps;
  const [queue, tables, blobs] = await Promise.all([
    faultOf(() => stores.queueCheck.check(doctorTimes.requestMs)),
    stores.tables.faults(),
    faultOf(() => useContainers(deps)),
  ]);
  return [
    queue === undefined ? found('QueueReady') : found('QueueNotReady', queue),
    tables.length === 0 ? found('TablesReady') : found('TablesNotReady', tables.join(', ')),
    blobs === undefined ? found('BlobsReady') : found('BlobsNotReady', blobs),
  ];
}

async function faultOf(use: () => Promise<void>): Promise<string | undefined> {
  try {
    await use();
    return undefined;
  } catch (fault) {
    return faultText(fault);
  }
}

/** Writes, reads and removes a blob of a few bytes in each container. One that is left by a crash goes with the lifecycle rules. */
async function useContainers({ stores, clock }: Pick<DoctorDeps, 'stores' | 'clock'>) {
  const { bodies, parked } = stores;
  const name = `doctor-${clock.uuid()}`;
  const bytes = Buffer.from('Written by mailchute doctor; may be deleted.');
  await bodies.write(name, bytes);
  const read = await bodies.read(name);
  await bodies.remove(name);
  await parked.park(name, { mime: bytes, message: noMessage(clock.now()) });
  const readParked = await parked.read(name);
  await parked.remove(name);
  const isSame = read.kind === 'mime' && read.mime.equals(bytes) && readParked !== undefined;
  if (!isSame) throw new Error('What was written is not what was read.');
}

function noMessage(nowMs: number): ParkedMessage {
  return {
    messageId: undefined,
    contentType: undefined,
    correlationId: undefined,
    replyTo: undefined,
    properties: {},
    sequenceNumber: '0',
    enqueuedAtMs: nowMs,
    expiresAtMs: undefined,
  };
}
