/**
 * Runs `work` for every item, at most `limit` at a time, in order of the list.
 * @template Item
 * @param {readonly Item[]} items
 * @param {number} limit
 * @param {(item: Item) => Promise<void>} work
 */
export async function forEachLimited(items, limit, work) {
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: limit }, worker));
}
