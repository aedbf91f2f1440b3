import { BlobServiceClient } from '@azure/storage-blob';
import { expect, test } from 'vitest';
import type { FaultRule } from '../../local/graph/faults/faultRule.ts';
import { mailboxFor } from '../../local/graph/mailboxes/mailbox.ts';
import { localTable } from '../../local/stack/seed.ts';
import { blobParkedBodies, parkedName } from '../../shared/bodies/parkedBodies.ts';
import { tableProblems } from '../../shared/ledger/tableProblems.ts';
import { storeNames } from '../../shared/storeNames.ts';
import { startLiveStack } from '../e2e/liveStack.ts';
import { mime } from '../support/messages.ts';

const mailCount = 4;

/** What Graph does with the first attempt of each mail. Each kind of answer has a mailbox of its own. */
const answers: Readonly<Record<string, Omit<FaultRule, 'on'>>> = {
  '504-after-accept': { answer: 504, accept: true },
  '504-unaccepted': { answer: 504 },
  'reset-after-accept': { answer: 'reset', accept: true },
  'reset-unaccepted': { answer: 'reset' },
  'late-accept': { answer: 504, acceptAfterMs: 700 },
  '202-with-retry-after': { answer: 202, accept: true, retryAfterSeconds: 1 },
  '200-accepted': { answer: 200, accept: true },
  '200-unaccepted': { answer: 200 },
  'never-but-accepted': { answer: 'never', accept: true },
  'never-unaccepted': { answer: 'never' },
};
const names = Object.keys(answers);

/** Sends some mails under each kind of answer; gives, by kind, how many of them came to which end, and what was found wrong. */
async function sendUnderEachAnswer(reading: 'allowed' | 'forbidden') {
  const { services, graph, queue, ends } = await startLiveStack();
  const addressOf = (name: string) => `${name}@contoso.example`;
  await services.addMailboxes(names.map((name) => mailboxFor(addressOf(name))));
  graph.setFaults(
    names.map((name) => ({
      ...answers[name],
      answer: answers[name]?.answer ?? 500,
      on: 'sendMail',
      mailbox: addressOf(name),
      times: mailCount,
    })),
  );
  graph.setBehaviour({ reading, visibleAfterMs: 300 });
  const jobIdsOf = (name: string) => Array.from({ length: mailCount }, (_, n) => `${name}-${n}`);
  const jobIds = names.flatMap(jobIdsOf);
  const messageIdOf = (jobId: string) => `<${jobId}@contoso.example>`;

  await Promise.all(
    names.flatMap((name) =>
      jobIdsOf(name).map((id) =>
        queue.send(mime({ From: addressOf(name), 'Message-ID': messageIdOf(id) }), { id }),
      ),
    ),
  );
  const rows = await ends(jobIds);

  expect(graph.faults().filter(({ leftCount }) => leftCount !== 0)).toEqual([]); // each answer was given
  const { connectionString } = services.storage;
  const inbox = graph.messages().map(({ internetMessageId }) => internetMessageId);
  const acceptedCount = (jobId: string) => inbox.filter((id) => id === messageIdOf(jobId)).length;
  const storage = BlobServiceClient.fromConnectionString(connectionString);
  const parked = blobParkedBodies(storage.getContainerClient(storeNames.containers.parked));
  const problems = tableProblems(localTable(connectionString, storeNames.tables.problems));
  return { rows, jobIds, jobIdsOf, acceptedCount, parked, problems };
}

test('whatever Graph answers, where the mailbox may be read every mail arrives once', async () => {
  const { rows, jobIds, acceptedCount } = await sendUnderEachAnswer('allowed');

  const became = jobIds.map((id) => [id, rows.get(id)?.state, acceptedCount(id)]);
  expect(became).toEqual(jobIds.map((id) => [id, 'sent', 1]));
});

test('where the mailbox may not be read, a mail without a clear answer is held: none comes twice, none is lost', async () => {
  const { rows, jobIds, jobIdsOf, acceptedCount, parked, problems } =
    await sendUnderEachAnswer('forbidden');

  const clear = jobIdsOf('202-with-retry-after');
  const unclear = jobIds.filter((id) => !clear.includes(id));
  expect(clear.map((id) => rows.get(id)?.state)).toEqual(clear.map(() => 'sent'));
  expect(unclear.map((id) => rows.get(id)?.state)).toEqual(unclear.map(() => 'held'));
  const doubled = jobIds.filter((id) => acceptedCount(id) > 1);
  expect(doubled).toEqual([]);
  for (const id of unclear) {
    await expect.poll(() => problems.find(id)).toMatchObject([{ state: 'held' }]);
    expect(await parked.read(parkedName(id))).toBeDefined();
  }
});
