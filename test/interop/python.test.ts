import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ClientStack, startClientStack } from '../client/clientStack.ts';
import { sampleBytes, samplePath } from '../samples/samples.ts';
import { python, whyNoPython } from './python.ts';
import { producerPath, runProducer } from './runProducer.ts';

let stack: ClientStack;
beforeAll(async () => {
  stack = await startClientStack();
});
afterAll(() => stack.close());

test("Python's azure-servicebus makes a job with exactly the bytes of the file", async ({
  skip,
}) => {
  const reason = whyNoPython();
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
