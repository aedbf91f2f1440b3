import { expect, test } from 'vitest';
import { guarded } from '../../shared/doctor/checks/guarded.ts';

test('a check that never ends is told, and holds up nobody', async () => {
  const never = () => new Promise<never>(() => undefined);

  expect(await guarded('token', never, 20)).toEqual([
    { code: 'CheckFailed', detail: 'token: Error: It did not end within 0.02 s.' },
  ]);
});

test('what a check throws is told without what no log may hold', async () => {
  const failing = () => Promise.reject(new Error('Bearer canary for ann@contoso.example'));

  expect(await guarded('token', failing, 1000)).toEqual([
    { code: 'CheckFailed', detail: 'token: Error: *** for ***' },
  ]);
});
