import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { startServiceBus } from '../../local/servicebus/serviceBus.ts';

const run = promisify(execFile);
/** Where the package is in an environment of its own, name that environment's interpreter. */
const python = process.env['MAILCHUTE_PYTHON'] ?? 'python3';
const script = fileURLToPath(new URL('python_client.py', import.meta.url));

/** One queue for each test of the script. */
const queues = {
  bodies: {},
  properties: {},
  batches: {},
  abandon: {},
  deadletter: {},
  defer: {},
  short: { lockDurationMs: 3_000 }, // its management link takes 0.4 s to open
  schedule: {},
  delete: {},
  duplicates: { duplicateDetectionWindowMs: 600_000 },
  refusals: {},
};

test('Python’s azure-servicebus client sends, receives, settles, schedules and is refused as on Azure', async ({
  skip,
}) => {
  const missing = await whyNot();
  if (missing) {
    console.warn(`Python's client is not tested: ${missing}`);
    skip(missing);
  }
  const serviceBus = await startServiceBus({ port: 0, queues });
  onTestFinished(() => serviceBus.close());

  const ran = await run(python, [script], {
    env: { ...process.env, SERVICE_BUS: serviceBus.connectionString },
  }).catch((failure: { stderr: string }) => failure);

  expect(ran.stderr).toMatch(/^Ran 11 tests in [\s\S]*OK\s*$/m);
}, 90_000);

async function whyNot(): Promise<string | undefined> {
  try {
    await run(python, ['-c', 'import azure.servicebus']);
    return undefined;
  } catch {
    return `"${python}" cannot import azure.servicebus. Run "pip install azure-servicebus", or name an interpreter that can in MAILCHUTE_PYTHON.`;
  }
}
