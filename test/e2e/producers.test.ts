import { expect, test, vi } from 'vitest';
import { sha256 } from '../../shared/job/jobId.ts';
import { python, whyNoPython } from '../interop/python.ts';
import { producerPath, runProducer } from '../interop/runProducer.ts';
import { sampleBytes, samplePath } from '../samples/samples.ts';
import { startLiveStack } from './liveStack.ts';

const node = process.execPath;

test.for([
  ['node-plain.mjs', node, '01-plain-text.eml', []],
  ['node-string-body.mjs', node, '02-html-inline-picture.eml', ['report-1']],
  ['node-client.mjs', node, '10-one-megabyte-pdf.eml', ['catalogue-1']],
  ['python_servicebus.py', python, '06-8bit-body-utf8-headers.eml', ['payslip-1']],
] as const)(
  'the mail of %s arrives in the inbox byte for byte',
  async ([producer, command, file, ids], { skip }) => {
    const reason = command === python ? whyNoPython() : undefined;
    if (reason) {
      console.warn(`Skipped: ${reason}; set MAILCHUTE_PYTHON to one that has azure-servicebus.`);
      skip(reason);
    }
    const { services, graph } = await startLiveStack();

    await runProducer(command, [producerPath(producer), samplePath(file), ...ids], {
      SERVICEBUS_CONNECTION: services.serviceBus.connectionString,
      STORAGE_CONNECTION: services.storage.connectionString,
    });

    await vi.waitFor(() => expect(graph.messages()).toHaveLength(1), 20_000);
    expect(graph.messages()[0]?.sha256).toBe(sha256(sampleBytes(file)));
  },
);
