import type { Pacer, TurnEnd, TurnWish } from '../../shared/pacing/pacer.ts';

/** A pacer that lets everybody go at once and remembers what was asked and how turns ended. */
export class FreePacer implements Pacer {
  readonly wishes: TurnWish[] = [];
  readonly ends: TurnEnd[] = [];

  reserve: Pacer['reserve'] = async (wish) => {
    this.wishes.push(wish);
    return {
      kind: 'turn',
      mayStart: async () => true,
      end: async (how) => void this.ends.push(how),
    };
  };
}
