import { once } from 'node:events';
import { MailQueue } from '../clients/node/index.ts';
import { addressLines } from './addresses.ts';
import { mailboxFor } from './graph/mailboxes/mailbox.ts';
import { awaitOutcomes } from './mails/awaitOutcomes.ts';
import { outcomeTable, refusalLines } from './mails/report.ts';
import {
  enqueueFile,
  type MailFile,
  NoMailFile,
  readMailFiles,
  type SentFile,
  senderOf,
} from './mails/sendFiles.ts';
import { progress } from './progress.ts';
import { type Stack, startStack } from './stack/stack.ts';
import { forgetStack, noteStack } from './stack/stackFile.ts';
import { tenantMailboxes } from './stack/tenant.ts';
import { readStartWish, type StartWish, startUsage } from './startWish.ts';
import { styled } from './terminal.ts';

const print = (line = '') => console.log(line);
const exitCode = { ok: 0, notSent: 1, badUsage: 2 } as const;
/** Long enough for a slow machine's first mail; a mail in doubt takes minutes and is told as such. */
const waitMs = 90_000;

try {
  process.exitCode = await main();
} catch (error) {
  const usage =
    error instanceof NoMailFile || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
  if (!usage) throw error;
  console.error(`${(error as Error).message}\n\n${startUsage}`);
  process.exitCode = exitCode.badUsage;
}

async function main(): Promise<number> {
  const wish = readStartWish(process.argv.slice(2));
  if (wish.help) {
    print(startUsage);
    return exitCode.ok;
  }
  const files = await readMailFiles(wish.paths);
  print('Starting Mailchute on this machine ...');
  const stack = await startStack({ graphEndpoint: process.env['GRAPH_ENDPOINT'] });
  const stopped = Promise.race([
    once(process, 'SIGINT'),
    once(process, 'SIGTERM'),
    stack.host.exited,
  ]);
  try {
    await noteStack(stack.services.settings);
    const given = wish.own ? await giveMailboxes(files, stack) : [];
    const more: [string, string][] = [['Functions', `http://127.0.0.1:${stack.host.port}`]];
    if (given.length > 0) more.push(['Mailboxes made', given.join(', ')]);
    print(`${addressLines(stack.services, more).join('\n')}\n`);
    const code = await sendAndTell(files, wish, stack);
    if (wish.once) return code;
    print(styled('dim', 'Ctrl-C stops everything.'));
    await stopped;
    print('\nStopping ...');
    return exitCode.ok;
  } finally {
    await forgetStack();
    await stack.close();
  }
}

/** The user's own messages come from mailboxes that the local tenant does not have: it gets them. */
async function giveMailboxes(files: readonly MailFile[], { services }: Stack) {
  const known = new Set(
    tenantMailboxes.flatMap(({ proxyAddresses }) =>
      proxyAddresses.map((one) => one.replace(/^smtp:/i, '')),
    ),
  );
  const senders = new Set(
    files.map((file) => senderOf(file)?.from).filter((from) => from !== undefined),
  );
  const added = [...senders].filter((from) => !known.has(from));
  await services.addMailboxes(added.map((address) => mailboxFor(address)));
  return added;
}

/** Sends the files and prints what became of each. The exit code says whether all that should go went. */
async function sendAndTell(
  files: readonly MailFile[],
  wish: StartWish,
  stack: Stack,
): Promise<number> {
  const { serviceBus, storage } = stack.services;
  const queue = new MailQueue({
    serviceBus: serviceBus.connectionString,
    storage: storage.connectionString,
  });
  const startedAt = performance.now();
  try {
    const sent = await Promise.all(files.map((file) => enqueueFile(file, queue)));
    const rows = await awaitOutcomes(
      sent.map(({ jobId }) => jobId),
      stack.ledger,
      { withinMs: waitMs, onEnd: progress(sent.length, 'done') },
    );
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    print(outcomeTable(sent, rows).join('\n'));
    print();
    print(refusalLines(sent, rows).join('\n'));
    const went = (file: SentFile) => rows.get(file.jobId)?.state === 'sent';
    const shouldGo = (file: SentFile) => wish.own || !file.name.includes('refused');
    print();
    print(
      `${sent.filter(went).length} of ${sent.length} sent in ${seconds} s. What was refused is parked with its reason.`,
    );
    return sent.every((file) => went(file) === shouldGo(file)) ? exitCode.ok : exitCode.notSent;
  } finally {
    await queue.close();
  }
}
