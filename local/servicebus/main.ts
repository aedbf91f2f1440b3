import { parseArgs } from 'node:util';
import { QueueSettingsError, readQueuesFile } from './queueSettings.ts';
import { defaultPort, type ServiceBusOptions, startServiceBus } from './serviceBus.ts';

const usage = `Usage: node local/servicebus/main.ts [--port N] [--queues FILE] [--json]
  --port N       port to listen on, 0 for any free one (default ${defaultPort})
  --queues FILE  settings of the queues (default local/servicebus/queues.json)
  --json         print {"port", "connectionString"} as one line of JSON`;

/** A wrong command line. */
class UsageError extends Error {}

try {
  await run();
} catch (error) {
  const isInput = error instanceof UsageError || error instanceof QueueSettingsError;
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = isInput ? 2 : 1;
}

async function run(): Promise<void> {
  const flags = parse();
  if (flags.help) return console.log(usage);
  const { port, queues, json } = readFlags(flags);
  const options: ServiceBusOptions = queues === undefined ? { port } : { port, queues };
  const serviceBus = await startServiceBus(options);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void serviceBus.close());
  }
  const { connectionString } = serviceBus;
  console.log(
    json ? JSON.stringify({ port: serviceBus.port, connectionString }) : connectionString,
  );
}

function readFlags({ port, queues, json }: ReturnType<typeof parse>) {
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new UsageError(`--port is "${port}". Allowed: a whole number from 0 to 65535.\n${usage}`);
  }
  const settings = queues === undefined ? undefined : readQueuesFile(queues);
  return { port: Number(port), queues: settings, json };
}

function parse() {
  try {
    return parseArgs({
      options: {
        port: { type: 'string', default: String(defaultPort) },
        queues: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\n${usage}`);
  }
}
