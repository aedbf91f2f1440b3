import { expect, test } from 'vitest';
import { rememberingRefusals } from '../../shared/delivery/readingRight.ts';
import type { SearchAnswer } from '../../shared/graph/mailFinder.ts';
import { mailLog } from '../../shared/maillog/mailLog.ts';
import { TestClock } from './engine.ts';

test('a mailbox that refuses to be read is asked once, said in the log once, and asked again after an hour', async () => {
  const clock = new TestClock();
  const asked: string[] = [];
  const log: string[] = [];
  const answers: SearchAnswer[] = [{ kind: 'forbidden' }, { kind: 'absent' }, { kind: 'copy' }];
  const finder = rememberingRefusals(
    {
      find: async ({ mailbox }) => {
        asked.push(mailbox);
        return answers[asked.length - 1] ?? { kind: 'absent' };
      },
    },
    clock,
    mailLog((_level, line) => log.push(line)),
  );
  const find = (mailbox: string) =>
    finder.find({ mailbox, messageId: '<a@b>', sinceMs: 0, withinMs: 1 });

  expect(await find('one')).toEqual({ kind: 'forbidden' });
  expect(await find('one')).toEqual({ kind: 'forbidden' });
  expect(await find('two')).toEqual({ kind: 'absent' });
  clock.forward(3_600_001);
  expect(await find('one')).toEqual({ kind: 'copy' });

  expect(asked).toEqual(['one', 'two', 'one']);
  expect(log.filter((line) => line.includes('readingForbidden'))).toHaveLength(1);
});
