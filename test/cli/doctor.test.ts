import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { mailboxFor } from '../../local/graph/mailboxes/mailbox.ts';
import { localTable } from '../../local/stack/seed.ts';
import { tableProbeRecords } from '../../shared/doctor/probeRecord.ts';
import { storeNames } from '../../shared/storeNames.ts';
import { startLiveStack } from '../e2e/liveStack.ts';

/** As it is built: what people run. */
const command = join(import.meta.dirname, '..', '..', 'dist', 'cli', 'mailchute.mjs');
const support = 'support@contoso.example';
const outsider = mailboxFor('outsider@contoso.example');

/** The whole of Mailchute, and the command beside it, in a folder without a stack. */
async function stackWithCommand() {
  const stack = await startLiveStack();
  stack.graph.addMailboxes([outsider]);
  const { settings, storage } = stack.services;
  const doctor = async (...args: string[]) => {
    const child = spawn(process.execPath, [command, 'doctor', ...args], {
      cwd: tmpdir(),
      env: { PATH: process.env['PATH'], ...settings },
    });
    const [output, errors, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close') as Promise<[number]>,
    ]);
    return { output, errors, code };
  };
  const probes = tableProbeRecords(localTable(storage.connectionString, storeNames.tables.probes));
  return { ...stack, doctor, probes };
}

interface Told {
  readonly answered: boolean;
  readonly findings: readonly { code: string; level: string; mend?: string }[];
}

test('the functions examine themselves: 0 when all is well, 1 for a forbidden mailbox that is open, and nothing is sent', async () => {
  const { graph, doctor, output } = await stackWithCommand();
  graph.setFaults(
    (['sendMail', 'findMail'] as const).map((on) => ({ on, answer: 403, mailbox: outsider.mail })),
  );

  const well = await doctor('--allowed', support, '--forbidden', outsider.mail);
  graph.setFaults([]);
  const open = await doctor('--forbidden', outsider.mail);

  expect(well.output).toContain('Exchange refuses the identity at the forbidden mailbox.');
  expect(well.output).toContain('The functions run and could read every setting.');
  expect(well.code).toBe(0);
  expect(open.output).toContain('EXCHANGE WOULD TAKE MAIL FROM A MAILBOX THAT MUST NOT SEND');
  expect(open.output).toContain('do: Test-ServicePrincipalAuthorization');
  expect(open.code).toBe(1);
  expect(graph.messages()).toEqual([]);
  expect(output.join('\n')).not.toMatch(/@contoso\.example/);
});

test('a probe through the functions is put on record, and one whose Message-ID is replaced is too', async () => {
  const { graph, doctor, probes, output } = await stackWithCommand();
  await probes.write({ absenceProves: false, probedAtMs: 0 });

  const found = await doctor('--probe', support, '--json');
  const afterFound = await probes.read();
  graph.setBehaviour({ messageIds: 'replaced' });
  const replaced = await doctor('--probe', support);
  const afterReplaced = await probes.read();

  const told = JSON.parse(found.output) as Told;
  expect(told.findings.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['ProbeFound', 'AliasKept', 'BccStripped']),
  );
  expect([found.code, afterFound?.absenceProves]).toEqual([0, true]);
  expect(replaced.output).toContain('was not found in Sent Items by our Message-ID');
  expect([replaced.code, afterReplaced?.absenceProves]).toEqual([0, false]);
  expect(graph.messages()).toHaveLength(2);
  expect(output.join('\n')).not.toMatch(/@contoso\.example/);
});

test.each([
  [['--probe', 'nobody'], '--probe is "nobody". Give one address'],
  [['--probe', support, '--forbidden', support], 'leave out --allowed and --forbidden'],
  [['now'], '"now" is not understood'],
])('doctor %j is wrong usage and is told', async (args, said) => {
  const child = spawn(process.execPath, [command, 'doctor', ...args], {
    cwd: tmpdir(),
    env: {
      PATH: process.env['PATH'],
      ServiceBus: 'Endpoint=sb://localhost:9;SharedAccessKeyName=a;SharedAccessKey=b',
      Storage: 'UseDevelopmentStorage=true',
      SENDER_MODE: 'any',
    },
  });

  const [errors, [code]] = await Promise.all([text(child.stderr), once(child, 'close')]);

  expect(errors).toContain(said);
  expect(code).toBe(2);
});
