import { expect, test } from 'vitest';
import type { Draft } from '#shared/domain/event.ts';
import { incidentStream } from '#shared/domain/incident.ts';
import type { JournalFault } from '../fault.ts';
import { appendDurably, NOON, noted, openedIn, temporaryFolder } from '../journal.fixture.ts';
import type { Projection } from '../projection.ts';
import { alarmsAfter } from './alarms.ts';
import { findIncidents } from './incidents.ts';

const alarm = (n: number, deviceId: string | null): Draft => ({
  stream: `alarm:a-${n}`,
  kind: 'alarm.received',
  body: {
    alarmId: `a-${n}`,
    deviceId,
    linkId: 'poles',
    protocol: 'dc09',
    class: 'panic',
    code: '120',
    receivedAt: NOON + n,
    raw: '0a41',
    account: '70A1',
  },
});

const opened = (id: string, gridCode: string): Draft => ({
  stream: incidentStream(id),
  kind: 'incident.opened',
  body: {
    incidentId: id,
    number: `20260115-${id}`,
    kind: 'panic',
    level: 1,
    title: '1 号报警杆',
    place: { lon: 117.01, lat: 25.07, address: '东溪路', gridCode, gridName: '第一网格', communityName: '东溪社区' },
    source: 'alarm',
    isSilent: false,
    alarm: { alarmId: 'a-1', at: NOON - 5 },
    clock: [],
    stepIds: [],
  },
});

/** Counts notes per stream; throws for the text it is told to choke on. */
function noteCounts(version: number, poison?: string): Projection {
  return {
    name: 'note-counts',
    version,
    tables: ['note_counts'],
    create: 'CREATE TABLE note_counts (stream TEXT PRIMARY KEY, notes INTEGER NOT NULL) STRICT',
    apply(event, db) {
      const { text } = event.body as { text: string };
      db.run('INSERT INTO note_counts VALUES (?, 1) ON CONFLICT DO UPDATE SET notes = notes + 1', event.stream);
      if (text === poison) throw new Error(`cannot count ${text}`);
    },
  };
}

const COUNTS = 'SELECT stream, notes FROM note_counts ORDER BY stream';

test('alarms are listed ascending after a seq, also those of unknown devices', async () => {
  const journal = openedIn(temporaryFolder());
  await appendDurably(journal, alarm(1, '99010100100000000001'), noted('incident:1', 'x'), alarm(2, null));
  const common = { linkId: 'poles', protocol: 'dc09', class: 'panic', code: '120', raw: '0a41' };
  const first = { seq: 1, id: 'a-1', deviceId: '99010100100000000001', receivedAt: NOON + 1, ...common };
  const second = { seq: 3, id: 'a-2', deviceId: null, receivedAt: NOON + 2, ...common };
  expect(alarmsAfter(journal.query(), 0)).toEqual([first, second]);
  expect(alarmsAfter(journal.query(), 1)).toEqual([second]);
  expect(alarmsAfter(journal.query(), 0, 1)).toEqual([first]);
});

test('incidents are found by state, by the beginning of the grid code and by time', async () => {
  const journal = openedIn(temporaryFolder());
  const closed = {
    stream: incidentStream('2'),
    kind: 'incident.closed',
    body: { incidentId: '2', reason: 'real', note: '' },
  };
  await appendDurably(journal, opened('1', '990101001001001'), opened('2', '990102001001001'), closed);
  const find = (search: Parameters<typeof findIncidents>[1]) =>
    findIncidents(journal.query(), search).map(({ id }) => id);

  expect(findIncidents(journal.query(), { state: 'closed' })).toEqual([
    {
      id: '2',
      kind: 'panic',
      level: 1,
      state: 'closed',
      openedAt: NOON - 5,
      closedAt: NOON,
      gridCode: '990102001001001',
      summary: {
        number: '20260115-2',
        title: '1 号报警杆',
        source: 'alarm',
        address: '东溪路',
        gridName: '第一网格',
        communityName: '东溪社区',
        lon: 117.01,
        lat: 25.07,
        closeReason: 'real',
      },
    },
  ]);
  expect([find({}), find({ state: 'open' }), find({ gridCodePrefix: '990102' }), find({ openedFrom: NOON })]).toEqual([
    ['2', '1'],
    ['1'],
    ['2'],
    [],
  ]);
});

test('a rebuild gives the same rows as following did', async () => {
  const journal = openedIn(temporaryFolder(), { projections: [noteCounts(1)] });
  await appendDurably(journal, noted('a:1', 'x'), noted('a:2', 'x'), noted('a:1', 'x'));
  const followed = journal.query().all(COUNTS);
  journal.rebuild();
  await appendDurably(journal, noted('a:2', 'x'));
  expect(followed).toEqual([
    { stream: 'a:1', notes: 2 },
    { stream: 'a:2', notes: 1 },
  ]);
  expect(journal.query().all(COUNTS)).toEqual([
    { stream: 'a:1', notes: 2 },
    { stream: 'a:2', notes: 2 },
  ]);
});

test('a new version refolds at opening, and one that was unknown for a while is caught up', async () => {
  const directory = temporaryFolder();
  const openings: Projection[][] = [[], [noteCounts(1)], [], [noteCounts(1)], [noteCounts(2)]];
  const counts: unknown[] = [];
  for (const projections of openings) {
    const journal = openedIn(directory, { projections });
    await appendDurably(journal, noted('a:1', 'x'));
    if (projections.length > 0) counts.push(journal.query().get(COUNTS));
    await journal.close();
  }
  expect(counts).toEqual([
    { stream: 'a:1', notes: 2 },
    { stream: 'a:1', notes: 4 },
    { stream: 'a:1', notes: 5 },
  ]);
});

test('a projection that throws costs no event: it stays behind, is reported, and others go on', async () => {
  const directory = temporaryFolder();
  const faults: JournalFault[] = [];
  const other: Projection = {
    name: 'kinds',
    version: 1,
    tables: ['kinds'],
    create: 'CREATE TABLE kinds (seq INTEGER PRIMARY KEY) STRICT',
    apply: (event, db) => db.run('INSERT INTO kinds VALUES (?)', event.seq),
  };
  const journal = openedIn(directory, {
    projections: [noteCounts(1, 'poison'), other],
    onFault: (fault) => faults.push(fault),
  });
  await appendDurably(journal, noted('a:1', 'x'));
  await appendDurably(journal, noted('a:1', 'y'), noted('a:2', 'poison'));
  await appendDurably(journal, noted('a:3', 'z'));

  expect(faults).toEqual([
    { code: 'projectionFailed', projection: 'note-counts', error: new Error('cannot count poison') },
  ]);
  expect(journal.durableHead.seq).toBe(4);
  expect(journal.query().all('SELECT seq FROM kinds')).toEqual([{ seq: 1 }, { seq: 2 }, { seq: 3 }, { seq: 4 }]);
  expect(journal.query().all(COUNTS)).toEqual([{ stream: 'a:1', notes: 1 }]);
  await journal.close();

  const mended = openedIn(directory, { projections: [noteCounts(1), other] });
  expect(mended.query().all(COUNTS)).toEqual([
    { stream: 'a:1', notes: 2 },
    { stream: 'a:2', notes: 1 },
    { stream: 'a:3', notes: 1 },
  ]);
});
