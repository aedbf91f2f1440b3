import { parseArgs } from 'node:util';
import type { Behaviour } from './behaviour/behaviour.ts';
import { behaviourFlagHelp, readBehaviourFlag } from './behaviour/behaviourFlag.ts';
import { controlHelp } from './control/operations.ts';
import { faultFlagHelp, readFaultFlag } from './faults/faultFlag.ts';
import type { FaultRule } from './faults/faultRule.ts';
import { generatedTenant } from './groups/generatedTenant.ts';
import type { SimulatedGroup } from './groups/group.ts';
import { InvalidInput } from './invalidInput.ts';
import { maxGeneratedMembers } from './limits.ts';
import { mailboxFor, type SimulatedMailbox } from './mailboxes/mailbox.ts';
import { exchangeLimits } from './throttling/throttleBehaviour.ts';

/** What the command line asks for. */
export type Command =
  | { readonly kind: 'help' }
  | {
      readonly kind: 'start';
      /** Absent: the usual port. */
      readonly port?: number;
      readonly mailboxes: readonly SimulatedMailbox[];
      readonly groups: readonly SimulatedGroup[];
      readonly faults: readonly FaultRule[];
      readonly behaviour: Partial<Behaviour>;
      readonly json: boolean;
    };

/** The mailbox of a simulator that was given none: with no mailbox at all nothing could be sent. */
const defaultMailbox = 'sender@contoso.example';

const exchangeLimitsHelp = [
  `${exchangeLimits.inFlightLimit} at a time`,
  `${exchangeLimits.messagesPerMinute} messages a minute`,
  `${exchangeLimits.recipientsPerDay} recipients a day`,
  `${exchangeLimits.uploadMbPer5Min} MB in 5 minutes`,
].join(', ');

/** Text of `--help`. */
export const usage = `Usage: node local/graph/main.ts [--port N] [--mailbox ADDRESS]... [--members N] [--fault FAULT]... [--exchange-limits] [--behaviour BEHAVIOUR] [--json]

Simulates Microsoft Graph's mail on this machine and shows what was sent on an inbox page.

  --port N               default 8025; 0 takes any free port
  --mailbox ADDRESS      a mailbox of the tenant; default ${defaultMailbox}
  --members N            that many more mailboxes, all in the group "Mail senders"
  --fault FAULT          ${faultFlagHelp}
                         each also takes on=, times=, rate=, seed=, mailbox=, on-page=; such as throttle:retry-after=2,times=3
                         or never-answer:on=findMail, where findMail is the search for a mail by its Message-ID,
                         or nothing:on=members,on-page=2; the directory is groups, members, delta and users
  --exchange-limits      throttles each mailbox as Exchange does: ${exchangeLimitsHelp}
  --behaviour BEHAVIOUR  how such a search sees the mailboxes, how sending is slowed, and how the directory is read:
                         ${behaviourFlagHelp}
                         such as visible-after-ms=5000,draft-for-ms=2000
  --json                 print one line of JSON with url and port instead of text

While it runs, the control API:
${controlHelp}
`;

/** Reads the command line. @throws InvalidInput naming the flag, its value and what is allowed */
export function readCommandLine(args: readonly string[]): Command {
  const {
    help,
    port,
    mailbox = [],
    members,
    fault = [],
    behaviour,
    json = false,
    ...flags
  } = parse(args);
  if (help) return { kind: 'help' };
  const limits = flags['exchange-limits'] ? exchangeLimits : {};
  const addresses = mailbox.length > 0 ? mailbox : [defaultMailbox];
  const generated =
    members === undefined ? { mailboxes: [], groups: [] } : generatedTenant(readMembers(members));
  return {
    kind: 'start',
    ...(port === undefined ? {} : { port: readPort(port) }),
    mailboxes: [...addresses.map((address) => mailboxFor(address)), ...generated.mailboxes],
    groups: generated.groups,
    faults: fault.map(readFaultFlag),
    behaviour: behaviour === undefined ? limits : readBehaviourFlag(behaviour, limits),
    json,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        mailbox: { type: 'string', multiple: true },
        members: { type: 'string' },
        fault: { type: 'string', multiple: true },
        'exchange-limits': { type: 'boolean' },
        behaviour: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (cause) {
    throw new InvalidInput(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function readPort(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) {
    throw new InvalidInput(`--port is "${text}". Allowed: 0 (any free port) to 65535.`);
  }
  return Number(text);
}

function readMembers(text: string): number {
  if (!/^\d{1,6}$/.test(text) || Number(text) < 1 || Number(text) > maxGeneratedMembers) {
    throw new InvalidInput(`--members is "${text}". Allowed: 1 to ${maxGeneratedMembers}.`);
  }
  return Number(text);
}
