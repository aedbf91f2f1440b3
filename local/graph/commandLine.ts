import { parseArgs } from 'node:util';
import { controlHelp } from './control/operations.ts';
import { faultFlagHelp, readFaultFlag } from './faults/faultFlag.ts';
import type { FaultRule } from './faults/faultRule.ts';
import { behaviourFlagHelp, readBehaviourFlag } from './findMail/behaviourFlag.ts';
import type { SearchBehaviour } from './findMail/searchBehaviour.ts';
import { InvalidInput } from './invalidInput.ts';
import { mailboxFor, type SimulatedMailbox } from './mailboxes/mailbox.ts';

/** What the command line asks for. */
export type Command =
  | { readonly kind: 'help' }
  | {
      readonly kind: 'start';
      /** Absent: the usual port. */
      readonly port?: number;
      readonly mailboxes: readonly SimulatedMailbox[];
      readonly faults: readonly FaultRule[];
      readonly behaviour: Partial<SearchBehaviour>;
      readonly json: boolean;
    };

/** The mailbox of a simulator that was given none: with no mailbox at all nothing could be sent. */
const defaultMailbox = 'sender@contoso.example';

/** Text of `--help`. */
export const usage = `Usage: node local/graph/main.ts [--port N] [--mailbox ADDRESS]... [--fault FAULT]... [--behaviour BEHAVIOUR] [--json]

Simulates Microsoft Graph's mail on this machine and shows what was sent on an inbox page.

  --port N               default 8025; 0 takes any free port
  --mailbox ADDRESS      a mailbox of the tenant; default ${defaultMailbox}
  --fault FAULT          ${faultFlagHelp}
                         each also takes on=, times=, rate=, seed=, mailbox=; such as throttle:retry-after=2,times=3
                         or never-answer:on=findMail, where findMail is the search for a mail by its Message-ID
  --behaviour BEHAVIOUR  how such a search sees the mailboxes: ${behaviourFlagHelp}
                         such as visible-after-ms=5000,draft-for-ms=2000
  --json                 print one line of JSON with url and port instead of text

While it runs, the control API:
${controlHelp}
`;

/** Reads the command line. @throws InvalidInput naming the flag, its value and what is allowed */
export function readCommandLine(args: readonly string[]): Command {
  const { help, port, mailbox = [], fault = [], behaviour, json = false } = parse(args);
  if (help) return { kind: 'help' };
  const addresses = mailbox.length > 0 ? mailbox : [defaultMailbox];
  return {
    kind: 'start',
    ...(port === undefined ? {} : { port: readPort(port) }),
    mailboxes: addresses.map((address) => mailboxFor(address)),
    faults: fault.map(readFaultFlag),
    behaviour: behaviour === undefined ? {} : readBehaviourFlag(behaviour),
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
        fault: { type: 'string', multiple: true },
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
