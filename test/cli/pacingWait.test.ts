import { expect, test } from 'vitest';
import { progress } from '../../cli/pacing/progress.ts';
import { sendsWithoutSlots } from '../../cli/pacing/sendsWithoutSlots.ts';
import { waitUntilIdle } from '../../cli/pacing/waitUntilIdle.ts';
import { allMailboxes } from '../../shared/pacing/mailboxStore.ts';
import { storePacingAdmin } from '../../shared/pacing/storePacingAdmin.ts';
import { tableMailboxStore } from '../../shared/pacing/tableMailboxStore.ts';
import { pacingTimes } from '../../shared/pacing/times.ts';
import { VirtualClock } from '../pacing/virtualClock.ts';
import { freshTable } from '../support/stores.ts';

/** A wait in no time: what is in flight so long after the pause, how long it took, and what was said. */
async function waitWith(countAt: (ms: number) => number, isUncounted = false) {
  let nowMs = 0;
  const said: string[] = [];
  const clock = {
    now: () => nowMs,
    monotonic: () => nowMs,
    sleep: async (ms: number) => {
      nowMs += ms;
    },
  };
  const flight = { count: async () => countAt(nowMs), isUncounted };
  const left = await waitUntilIdle(
    flight,
    clock,
    progress(clock.now, (line) => said.push(line)),
  );
  return { left, tookMs: nowMs, said };
}

test('a request that begins before every instance has seen the pause is waited for', async () => {
  const { left, tookMs } = await waitWith((ms) => (ms >= 3000 && ms < 7000 ? 1 : 0));

  expect({ left, tookMs }).toEqual({ left: 0, tookMs: 7000 });
});

test('without anything in flight the wait is as long as an instance may not know of the pause', async () => {
  const { tookMs } = await waitWith(() => 0);

  expect(tookMs).toBe(pacingTimes.blindMs);
});

test('the wait is given up when every lease has ended, and says how many are left', async () => {
  const { left, tookMs, said } = await waitWith((ms) => (ms < 20_000 ? 3 : 2));

  expect(left).toBe(2);
  expect(tookMs).toBe(pacingTimes.blindMs + pacingTimes.slotLeaseMs);
  expect(said[0]).toMatch(/^Waiting for 3 requests in flight\. Gives up .*\(in 3 min\)\.$/);
  // Every ten seconds, and when the number changes.
  expect(said.length).toBeLessThan(20);
});

test('requests that nobody counts are waited for as long as one can take', async () => {
  const { left, tookMs, said } = await waitWith(() => 0, true);

  expect(left).toBe(0);
  expect(tookMs).toBe(pacingTimes.blindMs + pacingTimes.slotCoversMs);
  expect(said[0]).toContain('not counted');
});

test('a mailbox without a limit for what is in flight makes the wait for all one that cannot count', async () => {
  const store = tableMailboxStore(await freshTable());
  const limits = {
    messagesPerMinute: 30,
    inFlight: 4,
    recipientsPerDay: undefined,
    uploadBytesPer5Min: undefined,
  };
  const clock = new VirtualClock(Math.random);
  const admin = storePacingAdmin(store, limits, clock);
  await admin.setLimits('limited', { messagesPerMinute: 10 });

  const before = await sendsWithoutSlots(allMailboxes, admin);
  await admin.setLimits('unlimited', { inFlight: 'none' });
  const after = await sendsWithoutSlots(allMailboxes, admin);

  expect([before, after]).toEqual([false, true]);
  expect(await sendsWithoutSlots('limited', admin)).toBe(false);
});

test('where no mailbox has a limit for what is in flight there may be no row at all, and nothing is counted', async () => {
  const limits = {
    messagesPerMinute: undefined,
    inFlight: undefined,
    recipientsPerDay: undefined,
    uploadBytesPer5Min: undefined,
  };
  const store = tableMailboxStore(await freshTable());
  const admin = storePacingAdmin(store, limits, new VirtualClock(Math.random));

  expect(await sendsWithoutSlots(allMailboxes, admin)).toBe(true);
});
