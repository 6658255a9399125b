import { expect, test } from 'vitest';
import { isVersionConflict } from './append.ts';
import { genesisHash } from './canonical.ts';
import { appendDurably, NOON, noted, OFFICER, openedIn, temporaryFolder } from './journal.fixture.ts';

test('an append gets its places at once, is read only after its commit, and reads back as it was returned', async () => {
  const journal = openedIn(temporaryFolder());
  const genesis = { seq: 0, hash: genesisHash('shifan', 'live') };
  const drafts = [noted('incident:1', '一'), noted('unit:7', 'two'), noted('incident:1', 'three')];
  const appended = journal.append({ drafts, actor: OFFICER, at: NOON });
  if (!appended.ok) throw new Error(appended.failure.code);
  const { events, durable } = appended.value;

  expect(events.map(({ seq, stream, version }) => ({ seq, stream, version }))).toEqual([
    { seq: 1, stream: 'incident:1', version: 1 },
    { seq: 2, stream: 'unit:7', version: 1 },
    { seq: 3, stream: 'incident:1', version: 2 },
  ]);
  expect({ head: journal.head.seq, durable: journal.durableHead, read: journal.read(0, 10) }).toEqual({
    head: 3,
    durable: genesis,
    read: [],
  });

  await durable;
  expect(journal.durableHead).toEqual({ seq: 3, hash: events[2]!.hash });
  expect(journal.read(0, 10)).toEqual(events);
  expect(journal.read(1, 1)).toEqual([events[1]]);
  expect(journal.readStream('incident:1')).toEqual([events[0], events[2]]);
});

test('everything appended in one turn shares one commit', () => {
  const journal = openedIn(temporaryFolder());
  const commits = [1, 2, 3].map((n) => {
    const appended = journal.append({ drafts: [noted(`incident:${n}`, 'x')], actor: OFFICER, at: NOON });
    return appended.ok ? appended.value.durable : undefined;
  });
  expect(new Set(commits).size).toBe(1);
});

test('of two seats that expect the same version the second is told what the version is now, before any commit', () => {
  const journal = openedIn(temporaryFolder());
  const expected = new Map([
    ['incident:1', 0],
    ['unit:7', 0],
  ]);
  const dispatch = [noted('incident:1', 'dispatched'), noted('unit:7', 'sent')];
  const first = journal.append({ drafts: dispatch, actor: OFFICER, at: NOON, expected });
  const second = journal.append({ drafts: dispatch, actor: OFFICER, at: NOON, expected: new Map([['unit:7', 0]]) });

  expect(first.ok).toBe(true);
  expect(second).toEqual({
    ok: false,
    failure: {
      code: 'versionConflict',
      message: expect.stringContaining('unit:7'),
      stream: 'unit:7',
      expected: 0,
      actual: 1,
    },
  });
  expect(!second.ok && isVersionConflict(second.failure)).toBe(true);
  expect(journal.head.seq).toBe(2);
});

test('a body that is not JSON and a stream with a control character are bugs and leave no trace', async () => {
  const journal = openedIn(temporaryFolder());
  const append = (draft: { stream: string; kind: string; body: unknown }) => () =>
    journal.append({ drafts: [noted('incident:1', 'good'), draft], actor: OFFICER, at: NOON });

  expect(append({ stream: 'incident:1', kind: 'test.noted', body: undefined })).toThrow(TypeError);
  expect(append({ stream: 'incident:1', kind: 'test.noted', body: 1n })).toThrow(TypeError);
  expect(append({ stream: 'incident:1\n2', kind: 'test.noted', body: 1 })).toThrow(TypeError);
  expect(append({ stream: 'incident:\ud800', kind: 'test.noted', body: 1 })).toThrow(TypeError);
  await appendDurably(journal, noted('incident:1', 'next'));
  expect(journal.read(0, 10).map(({ seq, version, body }) => ({ seq, version, body }))).toEqual([
    { seq: 1, version: 1, body: { text: 'next' } },
  ]);
});

test('seq, versions and answers go on where they were after a restart', async () => {
  const directory = temporaryFolder();
  const before = openedIn(directory);
  const command = { id: 'c-1', answer: { ok: true, incidentId: '1' } };
  const appended = before.append({ drafts: [noted('incident:1', 'x')], actor: OFFICER, at: NOON, command });
  await before.close();

  const after = openedIn(directory);
  const [next] = await appendDurably(after, noted('incident:1', 'y'));
  expect({ seq: next!.seq, version: next!.version }).toEqual({ seq: 2, version: 2 });
  expect(after.answerOf('c-1')).toEqual({ ok: true, incidentId: '1' });
  expect(after.read(0, 1)).toEqual(appended.ok && appended.value.events);
  expect(await after.verify()).toMatchObject({ ok: true, checked: 2, faults: [] });
});

test('a repeated command has one effect and one answer, also before the first is durable and when it was refused', async () => {
  const journal = openedIn(temporaryFolder());
  const once = { drafts: [noted('unit:7', 'sent')], actor: OFFICER, at: NOON, command: { id: 'c-1', answer: 'first' } };
  const first = journal.append(once);
  expect(journal.answerOf('c-1')).toBe('first');
  expect(journal.append({ ...once, command: { id: 'c-1', answer: 'second' } })).toMatchObject({
    ok: false,
    failure: { code: 'commandRepeated' },
  });

  const refused = journal.rememberAnswer('c-2', { ok: false, code: 'unitBusy' });
  const again = journal.rememberAnswer('c-2', { ok: true });
  await Promise.all([first.ok && first.value.durable, refused, again, journal.settled()]);
  expect([journal.answerOf('c-1'), journal.answerOf('c-2'), journal.answerOf('c-3')]).toEqual([
    'first',
    { ok: false, code: 'unitBusy' },
    undefined,
  ]);
  expect(journal.durableHead.seq).toBe(1);
});

test('a closed journal refuses and says so', async () => {
  const journal = openedIn(temporaryFolder());
  await journal.close();
  expect(journal.append({ drafts: [noted('unit:7', 'late')], actor: OFFICER, at: NOON })).toMatchObject({
    ok: false,
    failure: { code: 'journalClosed' },
  });
  await expect(journal.rememberAnswer('c-1', 1)).rejects.toThrow();
});

test('appends made before closing are durable', async () => {
  const directory = temporaryFolder();
  const journal = openedIn(directory);
  journal.append({ drafts: [noted('unit:7', 'last')], actor: OFFICER, at: NOON });
  await journal.close();
  expect(openedIn(directory).readStream('unit:7')).toMatchObject([{ seq: 1, body: { text: 'last' } }]);
});
