import { expect, test } from 'vitest';
import { faultsWith } from './settings.ts';

test('a limit on recipients that this version does not keep stops the start: a staging system would mail customers', () => {
  expect(faultsWith({ RECIPIENTS_ALLOWED: 'contoso.example' })).toContainEqual(
    expect.stringContaining('does not limit recipients yet'),
  );
});

test('the same setting left blank is no fault', () => {
  expect(faultsWith({ RECIPIENTS_ALLOWED: ' ' })).toEqual([]);
});
