import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { groupFor } from '../../../local/graph/groups/group.ts';
import { mailboxFor, type SimulatedMailbox } from '../../../local/graph/mailboxes/mailbox.ts';
import { startGraph } from '../../../local/graph/startGraph.ts';
import { makeStores } from '../../../local/stack/seed.ts';
import { startStorage } from '../../../local/stack/storage.ts';
import { columns } from '../../../local/terminal.ts';
import type { RunReport } from '../../../shared/senders/sync/rows.ts';

interface Measured {
  readonly kind: string;
  readonly report: RunReport | undefined;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMemoryMb: number;
}

/**
 * Measures the sync of a group: the first run, one without a change, one after 1 % changed (a third left, a third came, a
 * third got an alias), and looks for changes. The sync runs in a process of its own each time, against the simulator and
 * Azurite on the same machine.
 */
export async function benchDirectory({
  memberCount,
  say,
}: {
  readonly memberCount: number;
  readonly say: (line: string) => void;
}) {
  const storage = await startStorage({ blob: 0, queue: 0, table: 0 });
  const spare = Math.ceil(memberCount / 300);
  say(`Making ${memberCount} mailboxes ...`);
  const mailboxes = Array.from({ length: memberCount + spare }, (_, index) => mailbox(index));
  const group = groupFor('Mail senders', idsOf(mailboxes.slice(0, memberCount)));
  const graph = await startGraph({ port: 0, mailboxes, groups: [group] });
  try {
    await makeStores(storage.connectionString);
    const run = async (what: string, kind: 'full' | 'changes') => {
      say(`${what} ...`);
      const file = new URL('syncOnce.ts', import.meta.url).pathname;
      const args = [file, storage.connectionString, graph.url, group.displayName, kind];
      const { stdout } = await promisify(execFile)(process.execPath, args);
      return [what, JSON.parse(stdout) as Measured] as const;
    };
    const runs = [
      await run('first run', 'full'),
      await run('full read, no change', 'full'),
      await run('look for changes, none', 'changes'),
    ];
    graph.removeMembers(group.id, idsOf(mailboxes.slice(0, spare)));
    graph.addMembers(group.id, idsOf(mailboxes.slice(memberCount)));
    graph.setMailboxes(
      mailboxes.map((one, index) => (isThird(index, spare) ? withAlias(one) : one)),
    );
    runs.push(await run('full read, 1 % changed', 'full'));
    graph.removeMembers(group.id, idsOf(mailboxes.slice(spare, spare + 50)));
    graph.addMembers(group.id, idsOf(mailboxes.slice(0, 50)));
    runs.push(await run('look for changes, 100 changed', 'changes'));
    return { figures: { memberCount, runs: Object.fromEntries(runs) }, lines: table(runs) };
  } finally {
    await graph.close();
    await storage.close();
  }
}

function mailbox(index: number): SimulatedMailbox {
  const address = `person${index}@contoso.example`;
  const aliases = [`p${index}@contoso.example`];
  return mailboxFor(address, {
    displayName: `Person ${index}`,
    proxyAddresses: [`SMTP:${address}`, ...aliases.map((alias) => `smtp:${alias}`)],
  });
}

const idsOf = (mailboxes: readonly SimulatedMailbox[]) => mailboxes.map(({ id }) => id);
const isThird = (index: number, spare: number) => index >= 2 * spare && index < 3 * spare;
const withAlias = (one: SimulatedMailbox): SimulatedMailbox => ({
  ...one,
  proxyAddresses: [...one.proxyAddresses, `smtp:new.${one.mail}`],
});

function table(runs: readonly (readonly [string, Measured])[]): readonly string[] {
  const head = ['run', 'ended', 'requests', 'rows written', 'seconds', 'CPU seconds', 'peak MB'];
  const rows = runs.map(([what, { kind, report, seconds, cpuSeconds, peakMemoryMb }]) => [
    what,
    kind,
    String(report?.requestCount ?? ''),
    String(report?.writtenCount ?? 0),
    seconds.toFixed(1),
    cpuSeconds.toFixed(1),
    peakMemoryMb.toFixed(0),
  ]);
  return columns([head, ...rows], 0);
}
