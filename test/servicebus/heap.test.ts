import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Heap } from '../../local/servicebus/broker/heap.ts';

const steps = fc.array(
  fc.oneof(
    fc.record({ push: fc.integer({ min: 0, max: 50 }) }),
    fc.record({ remove: fc.nat() }),
    fc.constant('pop' as const),
  ),
  { maxLength: 200 },
);

test('values come out in order, whatever was pushed and removed in between', () => {
  fc.assert(
    fc.property(steps, (run) => {
      const heap = new Heap<number>((a, b) => a < b);
      const held: ReturnType<typeof heap.push>[] = [];
      const forget = (slot: (typeof held)[number]): void => void held.splice(held.indexOf(slot), 1);

      for (const step of run) {
        if (step === 'pop') {
          const least = Math.min(...held.map(({ value }) => value));
          expect(heap.pop()).toBe(held.length > 0 ? least : undefined);
          const gone = held.find(({ index }) => index < 0);
          if (gone) forget(gone);
        } else if ('push' in step) {
          held.push(heap.push(step.push));
        } else {
          const slot = held[step.remove % held.length];
          if (!slot) continue;
          heap.remove(slot);
          heap.remove(slot); // a second time changes nothing
          forget(slot);
        }
        expect(heap.size).toBe(held.length);
      }
    }),
  );
});
