import { expect, test } from 'vitest';
import { emptyWorld, evolveWorld } from '#shared/domain/world.ts';
import { FIXTURE_START, incidentJournal } from '#tests/fixtures/storedEvents.ts';
import { FILM } from './film.fixture.ts';
import { newsSince } from './filmNews.ts';

/** Two incidents, the first worked on after a film of it was made. */
function worked() {
  const world = emptyWorld();
  const journal = incidentJournal('i-1', '20270115-001');
  journal.open();
  const other = incidentJournal('i-2', '20270115-002');
  other.open();
  for (const event of [...journal.events, ...other.events]) evolveWorld(world, event);
  const toSeq = world.seq;
  const before = journal.events.length;
  journal.apply({ kind: 'acknowledge' });
  journal.apply({ kind: 'note', text: '到现场看' });
  const recommendation = { candidates: [], unroutable: [] } as never;
  journal.apply({ kind: 'recommend', recommendation });
  const news = journal.events.slice(before);
  for (const [index, event] of news.entries()) evolveWorld(world, { ...event, seq: toSeq + index + 1 });
  return { world, journal: { ...FILM.journal, toSeq } };
}

test('what a film of something that goes on would have more is counted, and of its own incident only', () => {
  const { world, journal } = worked();
  const film = { ...FILM, journal, isOver: false, evidence: [] };
  expect(newsSince(film, world)).toBe(2);
  expect(newsSince({ ...film, incidents: [{ ...film.incidents[0]!, id: 'i-2' }] }, world)).toBe(0);
  expect(newsSince({ ...film, kind: 'shift', subject: 'shift:s-1' }, world)).toBe(2);
  const span = `span:0-${FIXTURE_START - 1}`;
  expect(newsSince({ ...film, kind: 'span', subject: span }, world)).toBe(0);
});

test('what is over has nothing new; a photo that came after counts once', () => {
  const { world, journal } = worked();
  expect(newsSince({ ...FILM, journal, isOver: true }, world)).toBe(0);
  const photo = { hash: 'a'.repeat(64) } as never;
  world.field.evidence.set('incident:i-1', [photo, photo]);
  const film = { ...FILM, journal, isOver: false };
  expect(newsSince(film, world)).toBe(3);
  const seen = { sha256: 'a'.repeat(64) } as (typeof FILM.evidence)[number];
  expect(newsSince({ ...film, evidence: [seen] }, world)).toBe(2);
});
