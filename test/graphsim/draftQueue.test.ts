import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DraftQueue } from '../../local/graph/throttling/draftQueue.ts';

const minuteMs = 60_000;
const gaps = fc.array(
  fc.oneof(fc.integer({ min: 0, max: 3000 }), fc.constantFrom(0, minuteMs - 1, minuteMs)),
  { minLength: 1, maxLength: 120 },
);

test('in no minute more mails leave Drafts than may, none out of turn, none later than it must', () => {
  fc.assert(
    fc.property(gaps, fc.integer({ min: 1, max: 30 }), (waits, perMinute) => {
      const queue = new DraftQueue();
      let nowMs = 0;

      const mails = waits.map((waitMs) => {
        nowMs += waitMs;
        return { acceptedMs: nowMs, leavesMs: queue.add(perMinute, nowMs) };
      });

      for (const [index, { acceptedMs, leavesMs }] of mails.entries()) {
        const before = mails.slice(0, index).map((mail) => mail.leavesMs);
        const minuteBefore = before.filter((ms) => ms > leavesMs - minuteMs);
        const aMomentEarlier = before.filter((ms) => ms > leavesMs - 1 - minuteMs);
        const mustWait = leavesMs === before.at(-1) || aMomentEarlier.length >= perMinute;
        expect(minuteBefore.length).toBeLessThan(perMinute);
        expect(leavesMs).toBeGreaterThanOrEqual(Math.max(acceptedMs, before.at(-1) ?? 0));
        expect(leavesMs === acceptedMs || mustWait).toBe(true);
      }
    }),
  );
});
