import { expect, test } from 'vitest';
import type { Evidence } from '#shared/domain/evidence.ts';
import { emptyFieldWorld } from '#shared/domain/fieldWorld.ts';
import type { IncidentState } from '#shared/domain/incident.ts';
import { corroborationOf, evidenceOf } from './corroboration.ts';

const alarm = (sourceId: string, firstAt: number, restore = false) => ({ sourceId, firstAt, restore });
const INCIDENT = {
  id: 'i-1',
  absorbed: [{ incidentId: 'i-0', number: '001' }],
  alarms: [
    alarm('pole-1', 10),
    alarm('pole-1', 11),
    alarm('pole-2', 40),
    alarm('pole-3', 50, true),
    alarm('u-001', 20),
  ],
} as unknown as IncidentState;

function fieldWith(parts: Record<string, Evidence[]> = {}) {
  const field = emptyFieldWorld();
  const report = (id: string, incidentId: string | null, state: string, at: number) =>
    field.publicReports.set(id, { id, incidentId, state, at } as never);
  report('r-1', 'i-1', 'opened', 5);
  report('r-2', 'i-1', 'attached', 30);
  report('r-3', 'i-2', 'attached', 31);
  report('r-4', null, 'waiting', 32);
  field.reports.set('f-1', { id: 'f-1', incidentId: 'i-1', at: 35 } as never);
  for (const [subject, evidence] of Object.entries(parts)) field.evidence.set(subject, evidence);
  return { field };
}
const file = (hash: string, recordedAt: number): Evidence => ({
  hash,
  kind: 'photo',
  mediaType: 'image/jpeg',
  bytes: 10,
  at: recordedAt,
  recordedAt,
  by: '某',
  place: null,
});

test('others who said so stand in order of time; the first device’s own repeats and what went quiet do not', () => {
  expect(corroborationOf(fieldWith(), INCIDENT).map(({ kind, at }) => [kind, at])).toEqual([
    ['report', 5],
    ['alarm', 20],
    ['report', 30],
    ['unit', 35],
    ['alarm', 40],
  ]);
});

test('each file stands once, a citizen’s as a citizen’s, with those of what was merged into it', () => {
  const world = fieldWith({
    'publicReport:r-1': [file('aa', 6)],
    'incident:i-1': [file('aa', 7), file('bb', 8)],
    'incident:i-0': [file('cc', 3)],
    'fieldReport:f-1': [file('dd', 9)],
    'publicReport:r-3': [file('ee', 1)],
    'incident:i-2': [file('ff', 1)],
  });
  expect(evidenceOf(world, INCIDENT).map(({ hash, isOfPublic }) => [hash, isOfPublic])).toEqual([
    ['cc', false],
    ['aa', true],
    ['bb', false],
    ['dd', false],
  ]);
});
