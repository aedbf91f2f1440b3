import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import { expect, onTestFinished, test } from 'vitest';
import { mailboxFor } from '../../local/graph/mailboxes/mailbox.ts';
import { startLocalServices } from '../../local/stack/localServices.ts';
import { localTable } from '../../local/stack/seed.ts';
import { type MailboxState, newMailbox } from '../../shared/pacing/rules/mailboxState.ts';
import { tableMailboxStore } from '../../shared/pacing/tableMailboxStore.ts';
import { storeNames } from '../../shared/storeNames.ts';
import { mailchute } from './runCommand.ts';

const me = userInfo().username;
const billing = mailboxFor('billing@contoso.example');
const support = mailboxFor('support@contoso.example');

/** The services without the functions: the rows are what the test makes them. */
async function startPacing() {
  const services = await startLocalServices({ anyPorts: true });
  onTestFinished(() => services.close());
  const table = localTable(services.storage.connectionString, storeNames.tables.mailboxes);
  const store = tableMailboxStore(table);
  return {
    store,
    /** Whoever operates the pacing need not know the group of senders. */
    run: (...args: string[]) => mailchute(args, { ...services.settings, SENDER_GROUP: '' }),
    write: async (mailbox: string, change: Partial<MailboxState>) => {
      const found = await store.read(mailbox);
      await store.write(mailbox, found, { ...newMailbox, ...change, writeId: randomUUID() });
    },
  };
}

test('the mailboxes are listed with what they have used, what they may do, and when their backlog ends', async () => {
  const { run, write } = await startPacing();
  const nowMs = Date.now();
  const hourAwayMs = nowMs + 3_600_000;
  const lease = { token: randomUUID(), leaseUntilMs: nowMs + 100_000 };
  const before = await run('mailboxes');
  await write(billing.id, {
    starts: [nowMs - 5000, nowMs - 3000],
    slots: [lease],
    tails: { high: 0, normal: hourAwayMs, bulk: 0 },
  });
  await write('noreply@contoso.example', {});

  const all = await run('mailboxes');
  const one = await run('mailboxes', 'billing@contoso.example', '--json');

  expect(before).toMatchObject({ code: 0, output: 'No mailbox has sent yet.\n' });
  expect(all.output).toMatch(
    /^billing@contoso\.example +2 of 30 +1 of 4 +0 of 10,000 +0 of 150 +free +ends .*\(in (1 h|60 min|59 min)\), 30 a minute$/m,
  );
  expect(all.output).toMatch(/^noreply@contoso\.example +0 of 30 .* free +none$/m);
  expect(JSON.parse(one.output)).toMatchObject({
    mailboxes: [
      {
        mailbox: billing.id,
        address: 'billing@contoso.example',
        inFlight: 1,
        backlogEnds: new Date(hourAwayMs).toISOString(),
      },
    ],
  });
});

test('a mailbox is paused by any of its addresses and resumed by its id; who, why and until when is shown', async () => {
  const { run, store } = await startPacing();

  const paused = await run(
    'pause',
    'Help@contoso.example',
    '--for',
    '30',
    '--reason',
    'new printer',
  );
  const { state } = await store.read(support.id);
  const shown = await run('mailboxes');
  const resumed = await run('resume', support.id.toUpperCase());
  const again = await run('resume', support.id);

  expect(paused).toMatchObject({ code: 0, errors: '' });
  expect(paused.output).toMatch(`help@contoso.example: paused by ${me} until `);
  expect(paused.output).toContain('(in 30 min): new printer. All instances see it within 4 s.');
  expect(state.pause).toMatchObject({ reason: 'new printer', by: me });
  expect(shown.output).toMatch(/^support@contoso\.example .* paused by .* new printer +none$/m);
  expect(resumed.output).toMatch(
    /^support@contoso\.example: resumed\.\nMails that wait come back when the pause would have ended, .*\(in 30 min\)/,
  );
  expect(again).toMatchObject({ code: 0, output: expect.stringContaining('no pause') });
});

test('a pause of all and one of a single mailbox are ended apart, and each is told of the other', async () => {
  const { run } = await startPacing();
  await run('pause', 'billing@contoso.example');
  await run('pause', '--all', '--reason', 'deployment');

  const list = await run('mailboxes');
  const single = await run('resume', 'billing@contoso.example');
  await run('pause', 'billing@contoso.example');
  const all = await run('resume', '--all');

  expect(list.output).toMatch(`All mailboxes are paused by ${me} until resumed: deployment.`);
  expect(single.output).toContain('resumed');
  expect(single.output).toContain('"mailchute resume --all" ends that.');
  expect(all.output).toMatch(/^all mailboxes: resumed\.$/m);
  expect(all.output).toMatch(/^Paused by themselves: 1\./m);
});

test('--wait returns only when the last request in flight is over, and tells what it waits for', async () => {
  const { run, write } = await startPacing();
  const leaseUntilMs = Date.now() + 8000;
  await write(billing.id, { slots: [{ token: randomUUID(), leaseUntilMs }] });

  const waited = await run('pause', '--all', '--wait', '--json');

  expect(Date.now()).toBeGreaterThanOrEqual(leaseUntilMs);
  expect(JSON.parse(waited.output)).toMatchObject({ mailbox: '*', mayBeInFlight: 0 });
  expect(waited.errors).toMatch(/^Waiting for 1 request in flight\. Gives up .* \(in 3 min\)\.$/m);
  expect(waited.code).toBe(0);
});

test('a mailbox gets limits of its own, and takes the deployment’s again', async () => {
  const { run, store } = await startPacing();

  const set = await run(
    ...['mailboxes', 'limit', 'billing@contoso.example'],
    ...['--per-minute', '60', '--upload-mb', '20', '--in-flight', 'none'],
  );
  const { state } = await store.read(billing.id);
  const list = await run('mailboxes');
  const unset = await run('mailboxes', 'limit', billing.id, '--per-minute', 'default');

  expect(set.output).toContain(
    'billing@contoso.example: 60 mails a minute, any number of requests in flight, 10,000 recipients a day, 20 MB in 5 min.',
  );
  expect(state.ownLimits).toEqual({
    messagesPerMinute: 60,
    inFlight: 'none',
    uploadBytesPer5Min: 20_000_000,
  });
  expect(list.output).toMatch(/ 0 of 60\* +no limit\* +0 of 10,000 +0 of 20\* /);
  expect(unset.output).toContain(': 30 mails a minute, any number of requests');
});

test('a name that no sender has is refused, and nothing is paused', async () => {
  const { run, store } = await startPacing();

  const stranger = await run('pause', 'stranger@contoso.example');

  expect(stranger).toMatchObject({ code: 2, output: '' });
  expect(stranger.errors).toContain('"stranger@contoso.example" is no address of a sender.');
  expect((await store.read('stranger@contoso.example')).etag).toBeUndefined();
});

test('a mailbox that is in no list and has sent by its address is named by that', async () => {
  const { run, store, write } = await startPacing();
  await write('only@contoso.example', {});

  const paused = await run('pause', 'only@contoso.example');

  expect(paused.code).toBe(0);
  expect((await store.read('only@contoso.example')).state.pause).toMatchObject({ by: me });
});

const limit = ['mailboxes', 'limit', 'a@contoso.example'];

test.each([
  [['pause'], 'exactly one of ADDRESS and --all'],
  [['pause', 'a@contoso.example', '--all'], 'exactly one of ADDRESS and --all'],
  [['resume', 'a@contoso.example', 'b@contoso.example'], 'exactly one of ADDRESS and --all'],
  [['pause', 'billing'], '"billing" is no mailbox'],
  [['pause', '--all', '--for', '1.5'], '--for is "1.5". Allowed: whole minutes from 1 to 20160'],
  [['pause', '--all', '--reason', 'x'.repeat(201)], 'up to 200'],
  [limit, 'Give at least one of --per-minute, --in-flight'],
  [[...limit, '--per-minute', '0'], '--per-minute is "0". Allowed: whole numbers from 1 to 3000;'],
  [[...limit, '--upload-mb', '1e3'], '--upload-mb is "1e3". Allowed: whole numbers from 1; none'],
  [['mailboxes', 'a@contoso.example', 'b@contoso.example'], 'one ADDRESS or none'],
])('%j is wrong usage and is told', async (args, said) => {
  // Nothing listens there: what is wrong must be told before anything is asked.
  const nowhere = {
    ServiceBus: 'Endpoint=sb://localhost:9;SharedAccessKeyName=a;SharedAccessKey=b',
    Storage: 'UseDevelopmentStorage=true',
  };

  const { errors, code } = await mailchute(args, nowhere);

  expect(errors).toContain(said);
  expect(code).toBe(2);
});
