/**
 * Does work for each item, `most` at a time. After an error nothing new is begun, and it is thrown only when all that was
 * under way has ended: whoever catches it may rely on nothing happening any more.
 */
export async function sideBySide<Item>(
  items: Iterable<Item>,
  most: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const faults: unknown[] = [];
  const queue = items[Symbol.iterator]();
  const worker = async () => {
    for (let next = queue.next(); !next.done && faults.length === 0; next = queue.next()) {
      await work(next.value).catch((fault: unknown) => faults.push(fault));
    }
  };
  await Promise.all(Array.from({ length: most }, worker));
  if (faults.length > 0) throw faults[0];
}
