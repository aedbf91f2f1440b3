import fc from 'fast-check';
import { expect, test } from 'vitest';
import { syncLimits } from '../../../shared/senders/sync/limits.ts';
import { type GuardedChange, removalRefusal } from '../../../shared/senders/sync/removalGuard.ts';

const change: fc.Arbitrary<GuardedChange> = fc
  .record({
    kind: fc.constantFrom('full' as const, 'changes' as const),
    mailboxes: fc.integer({ min: 1, max: 1000 }),
    aliases: fc.nat(1000),
    lost: fc.nat(1000),
    lostAddresses: fc.nat(1000),
    added: fc.nat(10),
    maxRemovalPercent: fc.integer({ min: 0, max: 100 }),
    otherGroup: fc.boolean(),
  })
  .map(({ mailboxes, aliases, lost, lostAddresses, added, ...rest }) => {
    const removals = {
      mailboxes: Math.min(lost, mailboxes),
      addresses: Math.min(lostAddresses, aliases),
    };
    const addresses = mailboxes + aliases;
    const left = mailboxes - removals.mailboxes + added;
    return {
      ...rest,
      removals,
      now: { mailboxes, addresses },
      afterwards: { mailboxes: left, addresses: left },
    };
  });

test('of the same group never more than the set share goes, or a handful', () => {
  fc.assert(
    fc.property(change, (one) => {
      fc.pre(!one.otherGroup && removalRefusal(one) === undefined);

      const { removals, now, maxRemovalPercent } = one;

      const share = maxRemovalPercent / 100;
      const handful = maxRemovalPercent === 0 ? 0 : syncLimits.ordinaryRemovals;
      expect(removals.mailboxes).toBeLessThanOrEqual(Math.max(handful, share * now.mailboxes));
      expect(removals.addresses).toBeLessThanOrEqual(Math.max(handful, share * now.addresses));
    }),
  );
});

test('a full read never empties a list, whatever the settings', () => {
  fc.assert(
    fc.property(change, (one) => {
      const emptied = { ...one, kind: 'full' as const, afterwards: { mailboxes: 0, addresses: 0 } };

      expect(removalRefusal(emptied)).toMatchObject({ reason: 'EmptyGroup' });
    }),
  );
});

test('a run that removes nothing is never refused', () => {
  fc.assert(
    fc.property(change, (one) => {
      const kept = { ...one, removals: { mailboxes: 0, addresses: 0 }, afterwards: one.now };

      expect(removalRefusal(kept)).toBeUndefined();
    }),
  );
});

test.each([
  { of: 3, lost: 2, percent: 20, refused: false },
  { of: 100, lost: 20, percent: 20, refused: false },
  { of: 100, lost: 21, percent: 20, refused: true },
  { of: 10, lost: 6, percent: 20, refused: true },
  { of: 100, lost: 1, percent: 0, refused: true },
  { of: 100, lost: 99, percent: 100, refused: false },
])('$lost of $of removed at $percent %: refused is $refused', ({ of, lost, percent, refused }) => {
  const refusal = removalRefusal({
    kind: 'full',
    removals: { mailboxes: lost, addresses: 0 },
    now: { mailboxes: of, addresses: of },
    afterwards: { mailboxes: of - lost, addresses: of - lost },
    maxRemovalPercent: percent,
    otherGroup: false,
  });

  expect(refusal?.reason).toBe(refused ? 'TooManyRemovals' : undefined);
});
