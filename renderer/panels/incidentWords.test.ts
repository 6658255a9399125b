import { expect, test } from 'vitest';
import type { Dispatch, DispatchState } from '#shared/domain/dispatch.ts';
import type { IncidentState } from '#shared/domain/incident.ts';
import { deskText } from '#shared/text/index.ts';
import { incidentJournal } from '#tests/fixtures/storedEvents.ts';
import { shortNumber, standingPhase, unacceptedSentence } from './incidentWords.ts';

const journal = incidentJournal();
journal.open();
const incident = (part: Partial<IncidentState>): IncidentState => ({ ...journal.state()!, ...part });

const sent = (unitName: string, state: DispatchState, isAutomatic = true): Dispatch => ({
  id: unitName,
  unitId: unitName,
  unitName,
  unitKind: 'gridWorker',
  task: 'respond',
  target: null,
  by: 'system',
  isAutomatic,
  state,
  reason: null,
  etaSeconds: 60,
  routeM: 400,
  route: [],
  notifiedAt: 1,
  acceptedAt: null,
  departedAt: null,
  arrivedAt: null,
  endedAt: null,
});

test('an incident whose unit the system has told is not taken for answered', () => {
  const told = { phase: 'dispatched', acknowledgedAt: null, dispatches: [sent('林晓', 'notified')] } as const;
  expect([
    standingPhase(incident(told)),
    standingPhase(incident({ ...told, acknowledgedAt: 5 })),
    standingPhase(incident({ ...told, phase: 'closed', closedAt: 9 })),
  ]).toEqual(['received', 'dispatched', 'closed']);
});

test.each([
  ['nobody was told', [], '尚未通知任何力量；还没有值班员受理'],
  ['the system told a unit', [sent('林晓', 'notified')], '系统已自动通知 林晓，尚无应答；还没有值班员受理'],
  ['it is under way', [sent('林晓', 'enRoute')], '林晓 途中；还没有值班员受理'],
  ['it gave no answer', [sent('林晓', 'timedOut')], '林晓 未应答；还没有值班员受理'],
  [
    'another goes further than the one told last',
    [sent('林晓', 'enRoute'), sent('周岩', 'notified')],
    '林晓 途中；还没有值班员受理',
  ],
] as const)('when %s, it says so and that no officer has accepted', (_what, dispatches, sentence) => {
  expect(unacceptedSentence(incident({ dispatches }), deskText('zh-CN'))).toBe(sentence);
});

test('a number says its day on every day but its own', () => {
  const [yesterday, today] = [new Date(2026, 10, 21, 23, 59, 59), new Date(2026, 10, 22, 0, 0, 0)].map(Number) as [
    number,
    number,
  ];
  expect([
    shortNumber({ number: '20261121-001' }, yesterday),
    shortNumber({ number: '20261121-001' }, today),
    shortNumber({ number: '20261122-001' }, today),
    shortNumber({ number: '20261122-1003' }, yesterday),
  ]).toEqual(['#001', '11-21 #001', '#001', '11-22 #1003']);
});
