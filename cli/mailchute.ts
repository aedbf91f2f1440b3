#!/usr/bin/env node
import { ConfigError } from '../shared/config.ts';
import { InvalidJobError } from '../shared/job/writeJob.ts';
import { faultText } from '../shared/maillog/redact.ts';
import { type Connection, connect } from './connection.ts';
import { doctor } from './doctor/doctor.ts';
import { type ExitCode, exitCodes } from './exitCodes.ts';
import { failed } from './failed/failed.ts';
import { groups } from './groups/groups.ts';
import { mailboxes } from './pacing/mailboxes.ts';
import { pause } from './pacing/pause.ts';
import { resume } from './pacing/resume.ts';
import { send } from './send.ts';
import { senders } from './senders/senders.ts';
import { status } from './status.ts';
import { UsageError } from './usageError.ts';

const usage = `Usage: mailchute COMMAND

  send FILE|-    enqueue a MIME message, from a file or standard input
                 --id ID  --mailbox ADDRESS  --recipients A,B  --priority high|normal|bulk  --not-after TIME
  status ID      what became of a job, and why
  failed list    every job that needs a person
  failed show ID
  failed replay ID... | --all | --reason CODE   [--dry-run]
                 send failed jobs again; look uncertain ones up in their mailbox
  failed resolve ID sent | send-again | discard | discard-besides   [--dry-run]
                 a person's word on an uncertain or failed job
  senders list   who may send                     [--removed]
  senders csv [FILE]
                 the same for spreadsheets, removed people included
  senders sync   read the group now and make the list equal to it   [--force] [--dry-run]
                 --force lets one run remove more than SENDER_MAX_REMOVAL_PERCENT
  senders runs   what the newest runs of the sync did, and why somebody is not in the list
  groups csv [FILE]
                 every group of the tenant
  mailboxes [ADDRESS]
                 what each mailbox may do now, and when its backlog ends
  mailboxes limit ADDRESS  --per-minute N  --in-flight N  --recipients-per-day N  --upload-mb N
                 a limit of its own for one mailbox; N may be none or default
  pause ADDRESS | --all   [--for MINUTES] [--reason TEXT] [--wait]
                 begin no mail until resumed; --wait waits until nothing is in flight
  resume ADDRESS | --all
  doctor         what is wrong with this Mailchute, and the command that mends it
                 --allowed MAILBOX  --forbidden MAILBOX
                 --probe MAILBOX sends one mail to itself and records whether it is found

Every command but csv takes --json. Settings come from the environment (docs/settings.md); without them, the stack of
"npm start" on this machine is used. Exit codes: 0 yes, 1 no, 2 wrong usage or settings, 3 a service did not answer.`;

const commands = {
  send,
  status,
  failed,
  senders,
  groups,
  mailboxes,
  pause,
  resume,
  doctor,
} as const;

process.exitCode = await run(process.argv.slice(2));

async function run([name = '', ...args]: readonly string[]): Promise<ExitCode> {
  if (name === '--help' || name === '-h' || args.includes('--help')) {
    console.log(usage);
    return exitCodes.ok;
  }
  let connection: Connection | undefined;
  try {
    if (!isCommand(name)) throw new UsageError(`There is no command "${name}".\n\n${usage}`);
    connection = await connect(process.env);
    return await commands[name](args, connection);
  } catch (error) {
    return exitCodeFor(error);
  } finally {
    await connection?.close();
  }
}

function isCommand(name: string): name is keyof typeof commands {
  return Object.hasOwn(commands, name);
}

function exitCodeFor(error: unknown): ExitCode {
  const fileMissing = (error as NodeJS.ErrnoException | null)?.syscall === 'open';
  if (error instanceof UsageError || error instanceof ConfigError || fileMissing) {
    console.error((error as Error).message);
    return exitCodes.usage;
  }
  if (error instanceof InvalidJobError) {
    console.error(error.message);
    return exitCodes.no;
  }
  console.error(`A service did not answer as it should. ${faultText(error)}`);
  return exitCodes.unreachable;
}
