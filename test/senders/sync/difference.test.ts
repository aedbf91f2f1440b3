import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type GroupSeen, listDifference } from '../../../shared/senders/sync/difference.ts';
import { type AddressRow, ownerAt } from '../../../shared/senders/sync/rows.ts';
import type { ListNow } from '../../../shared/senders/sync/targetOwner.ts';
import { person } from './fakeGroup.ts';

const generation = 5;
const nowMs = Date.parse('2026-11-02T08:00:00Z');
const names = ['ann', 'bob', 'eve', 'joe'];
const addresses = ['a', 'b', 'c', 'd', 'e'].map((one) => `${one}@contoso.example`);

const owner = fc.constantFrom('', ...names.map((name) => `id-${name}`));

/** Any row there can be: old ones, leftovers of a killed run, and even of a list that was lost. */
const row = (address: string) =>
  fc.record({
    address: fc.constant(address),
    mailboxId: owner,
    previousMailboxId: owner,
    generation: fc.integer({ min: generation - 2, max: generation + 3 }),
    removedAtMs: fc.option(fc.constant(nowMs - 1000), { nil: undefined }),
  });

const list: fc.Arbitrary<ListNow> = fc
  .tuple(...addresses.map((address) => fc.option(row(address), { nil: undefined })))
  .map((rows) => ({
    generation,
    people: new Map(),
    addresses: byAddress(rows.filter((one) => !!one)),
  }));

const members = fc
  .uniqueArray(fc.constantFrom(...names), { maxLength: names.length })
  .chain((present) =>
    fc.tuple(
      ...present.map((name) =>
        fc.subarray(addresses).map((owned) => person(name, { addresses: owned })),
      ),
    ),
  );

const allIds = names.map((name) => `id-${name}`);

/** A full read: who is no member is gone. */
function wholeGroup(seen: GroupSeen['members']): GroupSeen {
  const memberIds = seen.map(({ mailboxId }) => mailboxId);
  const goneIds = new Set(allIds.filter((id) => !memberIds.includes(id)));
  return { members: seen, goneIds, managersKnown: true };
}

function byAddress(rows: readonly AddressRow[]): Map<string, AddressRow> {
  return new Map(rows.map((one) => [one.address, one]));
}

function written(now: ListNow, rows: readonly AddressRow[]): Map<string, AddressRow> {
  return new Map([...now.addresses, ...byAddress(rows)]);
}

function ownersAt(rows: ReadonlyMap<string, AddressRow>, at: number): string[] {
  return addresses.map((address) => ownerAt(rows.get(address), at));
}

test('until a run counts, however many of its rows are written, every address answers as before', () => {
  fc.assert(
    fc.property(list, members, fc.nat(), (now, seen, part) => {
      const { rows } = listDifference(now, wholeGroup(seen), nowMs);

      const some = written(now, rows.slice(0, part % (rows.length + 1)));

      expect(ownersAt(some, generation)).toEqual(ownersAt(now.addresses, generation));
    }),
  );
});

test('once it counts, every address belongs to the one member that claims it, a disputed one to whoever had it or nobody', () => {
  fc.assert(
    fc.property(list, members, (now, seen) => {
      const { rows } = listDifference(now, wholeGroup(seen), nowMs);

      const after = written(now, rows);

      const wanted = addresses.map((address) => {
        const claimants = seen.filter((one) => one.addresses.includes(address));
        const [first, second] = claimants.map(({ mailboxId }) => mailboxId);
        if (!first || !second) return first ?? '';
        const had = ownerAt(now.addresses.get(address), generation);
        return claimants.some(({ mailboxId }) => mailboxId === had) ? had : '';
      });
      expect(ownersAt(after, generation + 1)).toEqual(wanted);
      // Nothing may begin to count later.
      for (const later of [2, 3, 4]) expect(ownersAt(after, generation + later)).toEqual(wanted);
    }),
  );
});

test('a second run finds nothing to do', () => {
  fc.assert(
    fc.property(list, members, (now, seen) => {
      const first = listDifference(now, wholeGroup(seen), nowMs);
      const then = {
        generation: generation + 1,
        addresses: written(now, first.rows),
        people: new Map(first.people.map((one) => [one.mailboxId, one])),
      };

      const second = listDifference(then, wholeGroup(seen), nowMs + 1);

      expect([second.rows, second.people, second.differences]).toEqual([[], [], []]);
    }),
  );
});

test('the order in which Entra tells members, and telling one twice, make no difference', () => {
  fc.assert(
    fc.property(list, members, (now, seen) => {
      const told = listDifference(now, wholeGroup(seen), nowMs);

      const otherwise = listDifference(now, wholeGroup([...seen.toReversed(), ...seen]), nowMs);

      const inOrder = ({ rows, differences }: typeof told) => [
        rows.toSorted((a, b) => (a.address < b.address ? -1 : 1)),
        differences,
      ];
      expect(inOrder(otherwise)).toEqual(inOrder(told));
    }),
  );
});

test('a look for changes takes nothing from a mailbox that it did not read', () => {
  fc.assert(
    fc.property(list, members, fc.subarray(allIds), (now, seen, left) => {
      const read = new Set(seen.map(({ mailboxId }) => mailboxId));
      const goneIds = new Set(left.filter((id) => !read.has(id)));
      const { rows } = listDifference(now, { members: seen, goneIds, managersKnown: false }, nowMs);

      const after = ownersAt(written(now, rows), generation + 1);

      for (const [index, before] of ownersAt(now.addresses, generation).entries()) {
        const isUnknown = before !== '' && !read.has(before) && !goneIds.has(before);
        if (isUnknown) expect(after[index]).toBe(before);
        if (goneIds.has(before)) expect(after[index]).not.toBe(before);
      }
    }),
  );
});

test('a row says since when nobody owns its address, and only then', () => {
  fc.assert(
    fc.property(list, members, (now, seen) => {
      const { rows } = listDifference(now, wholeGroup(seen), nowMs);

      for (const one of rows) expect(one.removedAtMs === undefined).toBe(one.mailboxId !== '');
    }),
  );
});
