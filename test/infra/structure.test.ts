import { expect, test } from 'vitest';
import { checks } from './checks.ts';
import { readInfra } from './infraFiles.ts';

const infra = readInfra();

test.each(Object.entries(checks))('%s', (_claim, check) => {
  expect(check(infra)).toEqual([]);
});
