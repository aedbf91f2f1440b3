/** The simulator as a program of its own: `node local/graph/main.ts --help`. Ctrl-C stops it. */
import { readCommandLine, usage } from './commandLine.ts';
import { InvalidInput } from './invalidInput.ts';
import { CannotListen } from './listenOnLoopback.ts';
import { type GraphSimulator, startGraph } from './startGraph.ts';

const exitCode = { cannotStart: 1, badCommandLine: 2 } as const;

/** More than these would push everything else off the screen. */
const shownCount = 10;

try {
  await main();
} catch (error) {
  if (error instanceof InvalidInput) {
    console.error(error.message);
    console.error('See --help.');
    process.exitCode = exitCode.badCommandLine;
  } else if (error instanceof CannotListen) {
    console.error(`${error.message} (--port)`);
    process.exitCode = exitCode.cannotStart;
  } else {
    throw error;
  }
}

async function main(): Promise<void> {
  const command = readCommandLine(process.argv.slice(2));
  if (command.kind === 'help') {
    console.log(usage);
    return;
  }
  const graph = await startGraph(command);
  console.log(command.json ? JSON.stringify({ url: graph.url, port: graph.port }) : banner(graph));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void graph.close());
  }
}

function banner(graph: GraphSimulator): string {
  const mailboxes = graph.mailboxes().map(({ mail }) => mail);
  const groups = graph
    .groups()
    .map(({ displayName, memberIds }) => `${displayName}, ${memberIds.length} members`);
  const faults = graph.faults().map(({ rule }) => JSON.stringify(rule));
  return [
    `Inbox        ${graph.url}`,
    `Graph        GRAPH_ENDPOINT=${graph.url}`,
    `Control API  ${graph.url}/_control/`,
    `Mailboxes    ${firstOf(mailboxes).join('\n             ')}`,
    `Groups       ${firstOf(groups).join('\n             ') || 'none'}`,
    `Faults       ${faults.join('\n             ') || 'none'}`,
    `Behaviour    ${JSON.stringify(graph.behaviour())}`,
  ].join('\n');
}

function firstOf(lines: readonly string[]): readonly string[] {
  if (lines.length <= shownCount) return lines;
  return [...lines.slice(0, shownCount), `and ${lines.length - shownCount} more`];
}
