import { expect, test } from 'vitest';
import { accepted, alarmOf, type Ledger, MINUTE, OTHER, opening, START, sendUnit } from './incidentLife.fixture.ts';
import { decideMerge, decideRelate, decideSplit } from './incidentMerge.ts';

const PLACE = { lon: 117.02, lat: 25.08, address: '西溪路', gridCode: null, gridName: null, communityName: null };

/** Two open incidents, the first with a unit on its way and a note. */
function two(): Ledger {
  const ledger = accepted();
  ledger.act('i-2', START + 5_000, opening('i-2', 2, { alarm: alarmOf('pole-2', START + 5_000) }));
  ledger.act('i-1', START + 20_000, sendUnit('d-1'));
  ledger.act('i-1', START + 25_000, { kind: 'note', text: '白色面包车' });
  return ledger;
}

const merge = (ledger: Ledger, from: string, into: string, at = START + MINUTE) =>
  ledger.record(decideMerge(ledger.incidents.get(from), ledger.incidents.get(into), '同一起'), at, OTHER);

test('a merged incident ends and says where it went; the other has its alarms, its units and its notes', () => {
  const ledger = two();
  expect(merge(ledger, 'i-1', 'i-2')).toBeNull();
  expect(ledger.state('i-1')).toMatchObject({
    phase: 'closed',
    closeReason: 'duplicate',
    mergedInto: { incidentId: 'i-2', number: '20270115-002', by: '乙', reason: '同一起' },
    dispatches: [],
  });
  const into = ledger.state('i-2');
  expect(into).toMatchObject({
    phase: 'dispatched',
    acknowledgedBy: '乙',
    absorbed: [{ incidentId: 'i-1', number: '20270115-001' }],
    alarmCount: 2,
    dispatches: [{ id: 'd-1', unitId: 'u-001', state: 'notified' }],
  });
  expect(into.alarms.map(({ sourceId }) => sourceId)).toEqual(['pole-2', 'pole-1']);
  const notes = into.timeline.filter(({ kind }) => kind === 'incident.noted');
  expect(notes).toMatchObject([
    { at: START + 25_000, by: '甲', facts: { text: '白色面包车', fromNumber: '20270115-001' } },
  ]);
  expect(into.steps.find(({ id }) => id === 'send')?.state).toBe('done');
});

test('the unit that came along moves on where it is now and nowhere else', () => {
  const ledger = two();
  merge(ledger, 'i-1', 'i-2');
  const arrive = { kind: 'moveDispatch', dispatchId: 'd-1', move: 'arrive', reason: null } as const;
  expect(ledger.act('i-1', START + 2 * MINUTE, arrive)).toBe('incidentClosed');
  expect(ledger.act('i-2', START + 2 * MINUTE, arrive)).toBeNull();
  expect(ledger.state('i-2')).toMatchObject({ phase: 'onScene', dispatches: [{ state: 'onScene' }] });
  expect(ledger.state('i-2').clock[1]).toMatchObject({ seconds: 180, metAt: START + 2 * MINUTE });
});

test('alarms that say the same are one with a count, whichever incident held them', () => {
  const ledger = accepted();
  ledger.act('i-2', START + 5_000, opening('i-2', 2, { alarm: alarmOf('pole-1', START + 5_000) }));
  merge(ledger, 'i-2', 'i-1');
  expect(ledger.state('i-1').alarms).toMatchObject([
    { sourceId: 'pole-1', alarmId: 'a-pole-1-5000', firstAt: START, at: START + 5_000, times: 2 },
  ]);
});

test('neither a closed incident, nor itself, nor one that is offered to somebody can be merged', () => {
  const ledger = two();
  expect([merge(ledger, 'i-1', 'i-1'), merge(ledger, 'i-1', 'i-9')]).toEqual(['sameIncident', 'unknownIncident']);
  const to = { code: '990102001', name: '西城街道' };
  ledger.act('i-2', START + MINUTE, {
    kind: 'transfer',
    transferId: 't',
    to,
    dueAt: START + 60 * MINUTE,
    reason: '属地',
  });
  expect(merge(ledger, 'i-1', 'i-2')).toBe('transferPending');
  ledger.act('i-2', START + MINUTE, { kind: 'returnTransfer', reason: '不收' });
  merge(ledger, 'i-1', 'i-2');
  expect(merge(ledger, 'i-1', 'i-2')).toBe('incidentClosed');
  expect(ledger.act('i-1', START + 2 * MINUTE, { kind: 'reopen', reason: '误并' })).toBe('incidentMerged');
  const evaluate = { kind: 'evaluate', result: 'good', response: 'good', note: '' } as const;
  expect(ledger.act('i-1', START + 2 * MINUTE, evaluate)).toBe('incidentMerged');
});

test('split alarms are an incident of their own, timed from the first of them', () => {
  const ledger = accepted();
  const nearby = alarmOf('pole-7', START + 30_000, { joined: 'nearby' });
  ledger.act('i-1', START + 30_000, { kind: 'joinAlarm', alarm: nearby });
  const split = (alarmIds: readonly string[]) =>
    ledger.record(
      decideSplit(ledger.state('i-1'), {
        alarmIds,
        newId: 'i-7',
        newNumber: '20270115-007',
        incidentKind: 'dispute',
        title: '7 号杆',
        place: PLACE,
        profile: null,
        reason: '另一处',
      }),
      START + MINUTE,
    );
  expect(split([nearby.alarmId, 'a-gone'])).toBe('alarmNotHere');
  expect(split(ledger.state('i-1').alarms.map(({ alarmId }) => alarmId))).toBe('nothingLeft');
  expect(split([nearby.alarmId])).toBeNull();
  expect(ledger.state('i-1')).toMatchObject({
    alarmCount: 1,
    lastAlarmAt: START,
    splitOff: [{ incidentId: 'i-7', number: '20270115-007' }],
  });
  expect(ledger.state('i-7')).toMatchObject({
    kind: 'dispute',
    phase: 'accepted',
    openedAt: START + 30_000,
    alarmCount: 1,
    alarms: [{ alarmId: nearby.alarmId, times: 1 }],
    splitFrom: { incidentId: 'i-1', number: '20270115-001' },
    place: PLACE,
  });
});

test('linked incidents each name the other, once', () => {
  const ledger = two();
  const relate = () =>
    ledger.record(decideRelate(ledger.state('i-1'), ledger.state('i-2'), '同一伙人'), START + MINUTE);
  expect([relate(), relate()]).toEqual([null, 'alreadyRelated']);
  expect([ledger.state('i-1').related, ledger.state('i-2').related]).toEqual([
    [{ incidentId: 'i-2', number: '20270115-002' }],
    [{ incidentId: 'i-1', number: '20270115-001' }],
  ]);
});
