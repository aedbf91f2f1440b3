import { columns, styled } from '../../local/terminal.ts';
import type { MailboxView, PacingAdmin } from '../../shared/pacing/pacingAdmin.ts';
import { parseOptions } from '../arguments.ts';
import type { Connection } from '../connection.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { stillWorking } from '../stillWorking.ts';
import { UsageError } from '../usageError.ts';
import { mailboxCells, mailboxHeadings } from './mailboxCells.ts';
import { mailboxNames } from './mailboxNames.ts';
import { mailboxView } from './mailboxView.ts';
import { pauseText, pauseView } from './pauseText.ts';
import { mailboxCalled } from './target.ts';

interface Named {
  readonly name: string;
  readonly view: MailboxView;
}

/** `mailchute mailboxes [ADDRESS]`: what each mailbox that ever sent may do now, and when its backlog ends. */
export async function list(args: readonly string[], connection: Connection): Promise<ExitCode> {
  const { values, options } = parseOptions(args, { json: { type: 'boolean', default: false } });
  const [name, ...rest] = values;
  if (rest.length > 0) {
    throw new UsageError(`Give one ADDRESS or none; ${values.length} were given.`);
  }
  const admin = connection.pacing();
  const reading = Promise.all([
    admin.pauseForAll(),
    name === undefined ? all(admin, connection) : one(name, admin, connection),
  ]);
  const [pause, mailboxes] = await stillWorking(() => 'Reading the mailboxes.', reading);
  if (options.json) {
    const views = mailboxes.map((each) => mailboxView(each.name, each.view));
    console.log(JSON.stringify({ pauseForAll: pause && pauseView(pause), mailboxes: views }));
    return exitCodes.ok;
  }
  const nowMs = Date.now();
  if (pause) console.log(styled('yellow', `All mailboxes are ${pauseText(pause, nowMs)}.`));
  console.log(mailboxes.length === 0 ? 'No mailbox has sent yet.' : table(mailboxes, nowMs));
  return exitCodes.ok;
}

async function one(name: string, admin: PacingAdmin, connection: Connection): Promise<Named[]> {
  const target = await mailboxCalled(name, connection.stores);
  return [{ name: target.name, view: await admin.read(target.mailbox) }];
}

async function all(admin: PacingAdmin, connection: Connection): Promise<Named[]> {
  const views: MailboxView[] = [];
  for await (const view of admin.list()) views.push(view);
  const nameOf = await mailboxNames(
    views.map(({ mailbox }) => mailbox),
    connection.stores().senders,
  );
  const { compare } = new Intl.Collator('en');
  return views
    .map((view) => ({ name: nameOf(view.mailbox), view }))
    .sort((a, b) => compare(a.name, b.name));
}

function table(mailboxes: readonly Named[], nowMs: number): string {
  const rows = mailboxes.map(({ name, view }) => mailboxCells(name, view, nowMs));
  const hasOwn = mailboxes.some(({ view }) => Object.keys(view.ownLimits).length > 0);
  const note = hasOwn ? ['* a limit of its own'] : [];
  return [...columns([mailboxHeadings, ...rows], 0), ...note].join('\n');
}
