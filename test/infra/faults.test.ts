import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checks } from './checks.ts';
import { structuralFaults, typeFaults, withFault } from './faults.ts';
import { infraFolder, readInfra } from './infraFiles.ts';

const infra = readInfra();
/** The path of a checker of Bicep's types, where there is one: see infra/check.ts. */
const checker = process.env['MAILCHUTE_BICEP_CHECK'];
if (!checker) {
  console.log('MAILCHUTE_BICEP_CHECK names no checker: faults in the types are not tried.');
}

test.each(structuralFaults)('a check sees: $what', (fault) => {
  const check = checks[fault.seenBy];

  const found = check(withFault(infra, fault));

  expect(found).not.toEqual(check(infra));
  expect(found).not.toEqual([]);
});

test.skipIf(!checker).each(typeFaults)('the checker of types sees: $what', async (fault) => {
  const folder = await mkdtemp(join(tmpdir(), 'mailchute-infra-'));
  await cp(infraFolder, folder, { recursive: true });
  await writeFile(join(folder, fault.path), withFault(infra, fault).files.get(fault.path) ?? '');

  const { failed, output } = await checkTypes(folder);

  expect({ failed, output }).toMatchObject({
    failed: true,
    output: expect.stringContaining(fault.says),
  });
  await rm(folder, { recursive: true });
});

function checkTypes(folder: string): Promise<{ failed: boolean; output: string }> {
  const args = [checker ?? '', '--warnaserror', folder];
  return new Promise((done) => {
    execFile(process.execPath, args, (error, stdout) => {
      done({ failed: error !== null, output: stdout });
    });
  });
}
