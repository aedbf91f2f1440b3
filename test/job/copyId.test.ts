import { expect, test } from 'vitest';
import { copyId } from '../../shared/job/copyId.ts';

// printf 'order-1187\n%064d' 0 | tr 0 c | sha256sum
test('the derivation of the id of a copy never changes: copies wait on the queue while versions do', () => {
  expect(copyId('order-1187', 'c'.repeat(64), { epoch: 2, hop: 17 })).toBe(
    '~r2.17:2411b3f0a7092ba7e488185587e15295',
  );
});

test('the longest id of a copy fits into the 128 characters of a messageId', () => {
  const most = Number.MAX_SAFE_INTEGER;

  expect(copyId('a'.repeat(100), 'c'.repeat(64), { epoch: most, hop: most }).length).toBeLessThan(
    128,
  );
});
