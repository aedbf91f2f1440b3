import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultPort, startServiceBus } from '../../local/servicebus/serviceBus.ts';
import { jobLimits } from '../../shared/job/limits.ts';
import { producerPath } from './runProducer.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/producers.md'), 'utf8');

/** A link to a producer's file, then the code that the page shows for it. */
const snippets = new Map(
  [...page.matchAll(/producers\/([\w.-]+)\):\n\n```\w+\n([\s\S]*?)```/g)].map((found) => [
    String(found[1]),
    found[2],
  ]),
);

test('docs/producers.md shows every producer that is tested, and no other program', () => {
  const programs = page.match(/^```(?!sh$)\w+$/gm) ?? [];

  expect([...snippets.keys()].sort()).toEqual(readdirSync(producerPath('.')).sort());
  expect(programs.length).toBe(snippets.size);
});

test.each([...snippets])('docs/producers.md shows %s as it is', (file, shown) => {
  expect(shown).toBe(readFileSync(producerPath(file), 'utf8'));
});

test("docs/producers.md gives the local stack's own connection string", async () => {
  const emulator = await startServiceBus({ port: 0 });
  await emulator.close();

  const onDefaultPort = emulator.connectionString.replace(`:${emulator.port};`, `:${defaultPort};`);
  expect(page).toContain(`SERVICEBUS_CONNECTION='${onDefaultPort}'`);
});

test('docs/producers.md tells the limits that the code keeps', () => {
  expect(page).toContain(`up to ${jobLimits.inlineBodyBytes / 1024} KB`);
  expect(page).toContain(`${jobLimits.graphMimeBytes.toLocaleString('en')} bytes`);
  expect(page).toContain(`1 to ${jobLimits.jobIdCharacters} of`);
});
