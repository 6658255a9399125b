import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { appendDurably, NOON, noted, OFFICER, openedIn, temporaryFolder } from './journal.fixture.ts';

test('a snapshot belongs to the head it was taken at, also when that head was not yet durable', async () => {
  const directory = temporaryFolder();
  const journal = openedIn(directory);
  expect(journal.loadSnapshot('world')).toBe(undefined);
  journal.append({ drafts: [noted('unit:7', 'x')], actor: OFFICER, at: NOON });
  journal.saveSnapshot('world', { units: ['七'] });
  await journal.close();
  expect(openedIn(directory).loadSnapshot('world')).toEqual({ seq: 1, state: { units: ['七'] } });
});

test('a long list is cut into turns and comes back whole and in order', async () => {
  const directory = temporaryFolder();
  const journal = openedIn(directory);
  const state = {
    seq: 7,
    units: Array.from({ length: 137 }, (_, id) => ({ id })),
    none: [],
    gone: undefined,
    last: null,
  };
  journal.saveSnapshot('world', state);
  await journal.close();
  const { gone, ...kept } = state;
  expect(openedIn(directory).loadSnapshot('world')).toEqual({ seq: 0, state: kept });
});

test('the last three are kept, and a damaged one gives way to the one before', async () => {
  const directory = temporaryFolder();
  const journal = openedIn(directory);
  for (const n of [1, 2, 3, 4, 5]) {
    await appendDurably(journal, noted('unit:7', 'x'));
    journal.saveSnapshot('world', { n });
    journal.saveSnapshot('world-wide', { n: -n });
  }
  await journal.close();
  const folder = join(directory, 'snapshots');
  const names = readdirSync(folder).sort();
  expect(names).toEqual(
    ['world-wide', 'world'].flatMap((name) => [3, 4, 5].map((seq) => `${name}.${String(seq).padStart(15, '0')}.json`)),
  );
  const newest = join(folder, 'world.000000000000005.json');
  writeFileSync(newest, readFileSync(newest, 'utf8').replace('"n":5', '"n":6'));
  expect(openedIn(directory).loadSnapshot('world')).toEqual({ seq: 4, state: { n: 4 } });
});

test('a snapshot of another chain is ignored', async () => {
  const folders = [temporaryFolder(), temporaryFolder()];
  for (const directory of folders) {
    const journal = openedIn(directory);
    await appendDurably(journal, noted('unit:7', directory));
    journal.saveSnapshot('world', { directory });
    await journal.close();
  }
  const [mine, others] = folders.map((directory) => join(directory, 'snapshots', 'world.000000000000001.json'));
  writeFileSync(mine!, readFileSync(others!));
  expect(openedIn(folders[0]!).loadSnapshot('world')).toBe(undefined);
});
