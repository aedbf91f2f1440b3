import { join } from 'node:path';
import { BlobServiceClient } from '@azure/storage-blob';
import { expect, test } from 'vitest';
import { enqueueFile, readMailFiles } from '../../local/mails/sendFiles.ts';
import { blobParkedBodies } from '../../shared/bodies/parkedBodies.ts';
import { sha256 } from '../../shared/job/jobId.ts';
import { storeNames } from '../../shared/storeNames.ts';
import { startLiveStack } from './liveStack.ts';

const samples = join(import.meta.dirname, '..', '..', 'local', 'samples');

test('every sample that may go arrives byte for byte, and every other one is parked with its reason', async () => {
  const { graph, queue, services, ends } = await startLiveStack();
  const files = await readMailFiles([samples]);

  const sent = await Promise.all(files.map((file) => enqueueFile(file, queue)));
  const rows = await ends(sent.map(({ jobId }) => jobId));

  const stateOf = (name: string) => rows.get(sent.find((one) => one.name === name)?.jobId ?? '');
  const refused = files.filter(({ name }) => name.includes('refused'));
  const accepted = files.filter((file) => !refused.includes(file));
  expect(accepted.length).toBeGreaterThanOrEqual(12);
  expect(refused.map(({ name }) => stateOf(name)?.reason)).toEqual([
    'FromSeveral',
    'SenderNotAllowed',
  ]);
  expect(
    graph
      .messages()
      .map((one) => one.sha256)
      .sort(),
  ).toEqual(accepted.map(({ mime }) => sha256(mime)).sort());
  const storage = BlobServiceClient.fromConnectionString(services.storage.connectionString);
  const parked = blobParkedBodies(storage.getContainerClient(storeNames.containers.parked));
  for (const file of refused) {
    const jobId = sent.find(({ name }) => name === file.name)?.jobId ?? '';
    expect((await parked.read(jobId))?.mime).toEqual(file.mime);
  }
});
