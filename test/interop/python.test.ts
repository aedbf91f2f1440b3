import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ClientStack, startClientStack } from '../client/clientStack.ts';
import { sampleBytes, samplePath } from '../samples/samples.ts';
import { producerPath, runProducer } from './runProducer.ts';

const asked = process.env['MAILCHUTE_PYTHON'] || undefined;
const python = asked ?? 'python3';

let stack: ClientStack;
beforeAll(async () => {
  stack = await startClientStack();
});
afterAll(() => stack.close());

/** Why the Python client cannot be tried here. Whoever sets MAILCHUTE_PYTHON wants a failure instead. */
function whyNot(): string | undefined {
  if (asked !== undefined) return undefined;
  const run = spawnSync(python, ['-c', 'import azure.servicebus']);
  if (run.error) return `no ${python} on this machine`;
  return run.status === 0 ? undefined : `${python} has no package azure-servicebus`;
}

test("Python's azure-servicebus makes a job with exactly the bytes of the file", async ({
  skip,
}) => {
  const reason = whyNot();
  if (reason) {
    console.warn(`Skipped: ${reason}; set MAILCHUTE_PYTHON to one that has it.`);
    skip(reason);
  }
  const file = '06-8bit-body-utf8-headers.eml';

  const args = [producerPath('python_servicebus.py'), samplePath(file), 'payslip-2026-11-0042'];
  await runProducer(python, args, { SERVICEBUS_CONNECTION: stack.serviceBus });

  expect(await stack.enqueued.takeJob()).toMatchObject({
    kind: 'job',
    job: {
      id: 'payslip-2026-11-0042',
      body: { kind: 'inline', mime: sampleBytes(file) },
      producer: 'payroll',
    },
  });
});
