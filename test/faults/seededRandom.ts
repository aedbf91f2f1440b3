/**
 * A number from 0 up to 1, without 1, that the seed and the name alone decide. No order of draws has to be kept: leaving out
 * one decision changes no other one. FNV-1a over the name, mixed as mulberry32 does.
 */
export function drawn(seed: number, name: string): number {
  let hash = (seed ^ 0x811c9dc5) | 0;
  for (let at = 0; at < name.length; at++) {
    hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  }
  return mixed(hash) / 2 ** 32;
}

/** The seed of one run among many: the base seed and the number of the run decide it. */
export function seedOfRun(baseSeed: number, run: number): number {
  return mixed(Math.imul(baseSeed | 0, 0x9e3779b1) + run);
}

function mixed(value: number): number {
  let bits = (value + 0x6d2b79f5) | 0;
  bits = Math.imul(bits ^ (bits >>> 15), bits | 1);
  bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
  return (bits ^ (bits >>> 14)) >>> 0;
}
