import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { expect, test } from 'vitest';

const shared = join(import.meta.dirname, '..', '..', 'shared');

/** The rooms of `shared` (its folders and single files), each with those that it imports. */
async function importsByRoom(): Promise<Map<string, Set<string>>> {
  const roomOf = (path: string) => relative(shared, path).split(sep)[0] ?? '';
  const rooms = new Map<string, Set<string>>();
  for (const file of await readdir(shared, { recursive: true })) {
    if (!file.endsWith('.ts')) continue;
    const path = join(shared, file);
    const targets = (await readFile(path, 'utf8')).matchAll(/ from '(\.[^']+)'/g);
    const imported = rooms.get(roomOf(path)) ?? new Set();
    for (const [, target = ''] of targets) imported.add(roomOf(join(dirname(path), target)));
    imported.delete(roomOf(path));
    rooms.set(roomOf(path), imported);
  }
  return rooms;
}

test('no folder of shared imports one that imports it, not even by a detour', async () => {
  const rooms = await importsByRoom();

  // Takes away what stands on nothing else, until nothing is left but circles.
  for (let count = 0; count !== rooms.size; ) {
    count = rooms.size;
    for (const [room, imported] of rooms) {
      if ([...imported].some((other) => rooms.has(other))) continue;
      rooms.delete(room);
    }
  }

  expect([...rooms.keys()]).toEqual([]);
});
