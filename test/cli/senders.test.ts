import { expect, test, vi } from 'vitest';
import { mailchute } from './runCommand.ts';
import { anna, crowd, startSenders } from './sendersStack.ts';

test('the list says who may send, of which group, and how fresh it is', async () => {
  const { run, join } = await startSenders();
  join(anna);
  await run('sync');

  const { output, code } = await run('list');
  const json = JSON.parse((await run('list', '--json')).output) as Record<string, unknown>;

  expect(code).toBe(0);
  expect(output).toMatch(
    /^7 senders of the group "Mail senders", read in full 20\S+Z, last checked /,
  );
  expect(output).toMatch(/^name +mail +addresses +manager +account +since$/m);
  expect(output).toMatch(/^Anna Muster +anna@contoso\.example +3 +Contoso HR +enabled +20\S+Z$/m);
  expect(output).toMatch(/^Contoso Support +support@contoso\.example +2 +shared or blocked /m);
  expect(json).toMatchObject({
    group: { name: 'Mail senders', mailEnabled: true },
    warnings: [],
    senders: expect.arrayContaining([expect.objectContaining({ name: 'Anna Muster' })]),
  });
});

test('a sync shows who came, what changed and who went, and the list follows', async () => {
  const { run, graph, join, leave } = await startSenders();

  join(anna);
  const came = await run('sync');
  const renamed = {
    ...anna,
    proxyAddresses: ['SMTP:anna@contoso.example', 'smtp:am@contoso.example'],
  };
  graph.setMailboxes([...graph.mailboxes().filter(({ id }) => id !== anna.id), renamed]);
  const changed = await run('sync');
  leave(anna);
  const went = await run('sync');
  const list = await run('list');
  const withRemoved = await run('list', '--removed');

  expect(came.output).toContain(
    '+ Anna Muster  anna@contoso.example  (3 addresses)\nMembers read: 7; 1 added',
  );
  expect(came.output).toContain('The list is equal to the group.');
  expect(changed.output).toContain(
    '~ Anna Muster  anna@contoso.example: + am@contoso.example, - a.muster@contoso.example, - sales@contoso.example\n',
  );
  expect(went.output).toContain('- Anna Muster  anna@contoso.example  (2 addresses)\n');
  expect([came.code, changed.code, went.code]).toEqual([0, 0, 0]);
  expect(list.output).not.toContain('Anna');
  expect(withRemoved.output).toMatch(/^Anna Muster +anna@.* 20\S+Z +20\S+Z$/m);
});

test('a dry run shows the difference and writes nothing', async () => {
  const { run, join } = await startSenders();
  const before = await run('list');
  const runsBefore = await run('runs');
  join(anna);

  const dry = await run('sync', '--dry-run');

  expect(dry.output).toContain('+ Anna Muster');
  expect(dry.output).toContain('nothing was written');
  expect(await run('list')).toEqual(before);
  expect(await run('runs')).toEqual(runsBefore);
});

test('a removal that is too large is refused, warned of in the list, and done once with --force', async () => {
  const { run, join, leave } = await startSenders();
  const people = crowd(14);
  join(...people);
  await run('sync');
  leave(...people);

  const refused = await run('sync');
  const warned = await run('list');
  const forced = await run('sync', '--force');
  const after = await run('list');

  expect(refused).toMatchObject({
    code: 1,
    output: expect.stringContaining('mailchute senders sync --force'),
  });
  expect(refused.output).toContain('14 of 20 mailboxes would be removed');
  expect(warned.output).toMatch(/^20 senders/);
  expect(warned.output).toMatch(
    /^Warning: The last full read .* refused, TooManyRemovals: .*--force/m,
  );
  expect(forced).toMatchObject({
    code: 0,
    output: expect.stringContaining('SENDER_MAX_REMOVAL_PERCENT): this run removed 14 mailboxes'),
  });
  expect(after.output).toMatch(/^6 senders/);
  expect(after.output).not.toContain('Warning');
});

test('while another run holds the list, a sync says until when and changes nothing', async () => {
  const { run, graph, join } = await startSenders();
  const before = graph.requests().directory.delta.requestCount;
  graph.setFaults([{ on: 'members', answer: 'as-usual', delayMs: 8000, times: 1 }]);
  join(anna);
  const first = run('sync');
  // The first thing a run reads once it holds the list.
  await vi.waitFor(
    () => expect(graph.requests().directory.delta.requestCount).toBeGreaterThan(before),
    20_000,
  );

  const second = await run('sync');

  expect(second).toMatchObject({
    code: 1,
    output: expect.stringMatching(/^Another run holds the list, until 20\S+Z at the latest/),
  });
  expect((await first).output).toContain('+ Anna Muster');
});

test('the runs tell why somebody is not in the list: nested groups, and what Entra did not let be read', async () => {
  const { run, graph } = await startSenders();
  const [group] = graph.groups();
  if (!group) throw new Error('The local tenant has no group.');
  graph.setGroups([
    { ...group, others: [{ id: 'printer', type: 'device', displayName: 'Printer' }] },
  ]);
  await run('sync');
  graph.setBehaviour({ directoryReading: 'forbidden' });

  const failed = await run('sync');
  const { output } = await run('runs');
  const json = JSON.parse((await run('runs', '--json')).output) as object[];

  expect(failed).toMatchObject({ code: 3, output: expect.stringContaining('User.Read.All') });
  expect(output).toMatch(
    /^started +kind +read +added +changed +removed +disputed +requests +took +outcome$/m,
  );
  expect(output).toMatch(/^20\S+Z +full +6 +0 +0 +0 +0 +\d+ +\d+\.\d s +done$/m);
  expect(output).toMatch(/ failed: \w+$/m);
  expect(output).toContain('User.Read.All');
  expect(output).toContain('Members of the group that are no users: 1');
  expect(json[0]).toMatchObject({ outcome: 'failed', kind: 'full', started: expect.any(String) });
});

test.each([
  [{ SENDER_MODE: 'any' }, ['sync'], 'nothing to sync'],
  [{ SENDER_MODE: 'mailbox', SENDER_MAILBOX: 'hr@contoso.example' }, ['sync'], 'nothing to sync'],
  [{}, ['sync', 'dry-run'], '"dry-run" is not understood. Allowed: --force, --dry-run, --json'],
  [{}, ['csv', 'a.csv', 'b.csv'], 'one FILE or none'],
  [{}, ['lst'], 'Allowed: list, csv, sync, runs'],
])('with %j, %j is wrong usage', async (settings, args, said) => {
  // Nothing listens there: what is wrong must be told before anything is asked.
  const nowhere = {
    ServiceBus:
      'Endpoint=sb://localhost:9;SharedAccessKeyName=a;SharedAccessKey=b;UseDevelopmentEmulator=true',
    Storage: 'UseDevelopmentStorage=true',
    SENDER_GROUP: 'Senders',
  };

  const { errors, code } = await mailchute(['senders', ...args], { ...nowhere, ...settings });

  expect(errors).toContain(said);
  expect(code).toBe(2);
});
