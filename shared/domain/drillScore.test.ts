import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  act,
  alarmed,
  DRILL_ID,
  ended,
  eventAt,
  injected,
  type Loose,
  numbered,
  OFFICER,
  scenarioOf,
} from './drill.fixture.ts';
import { scoreDrill } from './drillScore.ts';

const RULE = { kind: 'system', id: 'rule' } as const;
const PHONE = { kind: 'unit', id: 'u1', name: '巡防队' } as const;
const ACK = { action: { kind: 'acknowledge' } };

const score = (expected: readonly object[], events: readonly Loose[], nowSeconds?: number) =>
  scoreDrill(
    scenarioOf(expected),
    DRILL_ID,
    numbered(events),
    nowSeconds === undefined ? undefined : nowSeconds * 1_000,
  );
const lineOf = (expected: object, events: readonly Loose[], nowSeconds?: number) =>
  score([expected], events, nowSeconds).lines[0]!;

const PRESSED = [injected(0), ...alarmed(2)];

describe('one expected action', () => {
  test.each([
    ['in time', act(62, 'incident.acknowledged'), { state: 'met', points: 11, tookSeconds: 60, lateSeconds: null }],
    ['late', act(63, 'incident.acknowledged'), { state: 'late', points: 5, tookSeconds: 61, lateSeconds: 1 }],
    [
      'far too late',
      act(200, 'incident.acknowledged'),
      { state: 'late', points: 0, tookSeconds: 198, lateSeconds: 138 },
    ],
    [
      'on another incident',
      act(10, 'incident.acknowledged', {}, 'i2'),
      { state: 'missed', points: 0, tookSeconds: null },
    ],
    ['by the station itself', act(10, 'incident.acknowledged', {}, 'i1', RULE), { state: 'missed', points: 0 }],
  ])('done %s', (_, done, wanted) => {
    expect(lineOf(ACK, [...PRESSED, done, ended(500)])).toMatchObject({ worth: 11, ...wanted });
  });

  test('is open while there is time, missed when it is over, and not reached where the drill ended before', () => {
    expect([
      lineOf(ACK, PRESSED, 30).state,
      lineOf(ACK, PRESSED, 63).state,
      lineOf(ACK, [...PRESSED, ended(30)]).state,
      lineOf(ACK, [], 500).state,
      lineOf(ACK, [ended(500)]).state,
    ]).toEqual(['open', 'missed', 'notReached', 'open', 'notReached']);
  });

  test('what was not reached counts neither for nor against the desk', () => {
    const all = [ACK, { ...ACK, withinSeconds: 600 }];
    const { points, worth, possible, isFinal } = score(all, [...PRESSED, ended(100)]);
    expect({ points, worth, possible, isFinal }).toEqual({ points: 0, worth: 11, possible: 22, isFinal: true });
  });
});

describe('dispatch', () => {
  const sent = (seconds: number, unitName: string, unitKind: string, actor: Loose['actor'] = OFFICER) =>
    act(
      seconds,
      'incident.dispatched',
      { dispatchId: `d-${unitName}`, unitName, unitKind, task: 'respond' },
      'i1',
      actor,
    );

  test('an automatic notice counts once an officer has made it his own', () => {
    const byRule = sent(3, '巡防队', 'patrol', RULE);
    const confirmed = act(20, 'incident.dispatchConfirmed', { dispatchId: 'd-巡防队', unitName: '巡防队' });
    const expected = { action: { kind: 'dispatch', forces: ['patrol'] } };
    expect([
      lineOf(expected, [...PRESSED, byRule, ended(300)]).state,
      lineOf(expected, [...PRESSED, byRule, confirmed, ended(300)]).state,
    ]).toEqual(['missed', 'met']);
  });

  test('of the right force, and so many different units', () => {
    const two = { action: { kind: 'dispatch', forces: ['police'], count: 2 } };
    const once = [...PRESSED, sent(5, '一组', 'police'), sent(6, '网格员', 'gridWorker'), sent(7, '一组', 'police')];
    expect([
      lineOf(two, [...once, ended(300)]).state,
      lineOf(two, [...once, sent(20, '二组', 'police'), ended(300)]).tookSeconds,
    ]).toEqual(['missed', 18]);
  });

  test('again after a refusal: the limit counts from the refusal, and what was sent before it does not answer it', () => {
    const again = { action: { kind: 'dispatch' }, since: 'refused', withinSeconds: 30 };
    const refusal = act(
      50,
      'incident.dispatchMoved',
      { dispatchId: 'd-一组', unitName: '一组', to: 'refused' },
      'i1',
      PHONE,
    );
    const events = [...PRESSED, sent(5, '一组', 'police'), refusal];
    expect([
      lineOf(again, [...PRESSED, sent(5, '一组', 'police'), ended(300)]).state,
      lineOf(again, [...events, ended(300)]).state,
      lineOf(again, [...events, sent(70, '二组', 'police'), ended(300)]).tookSeconds,
    ]).toEqual(['notReached', 'missed', 20]);
  });
});

test('after a storm a share of its incidents is enough, and the slowest of that share decides', () => {
  const sources = ['p0', 'p1', 'p2', 'p3', 'p4'];
  const presses = sources.flatMap((deviceId, index) => alarmed(index, `i${index}`, deviceId));
  const acks = [0, 1, 2, 3].map((index) => act(index + 10 * (index + 1), 'incident.acknowledged', {}, `i${index}`));
  const events = [injected(0, 'press', sources), ...presses, ...acks, ended(300)];
  const most = { ...ACK, percent: 80, withinSeconds: 40 };
  expect([lineOf(most, events), lineOf({ ...most, percent: 100 }, events).state]).toMatchObject([
    { state: 'met', tookSeconds: 40, incidents: { inTime: 4, all: 5 } },
    'missed',
  ]);
});

test('an alarm that joined an incident is answered by what was done in it, unless it sounds again', () => {
  const second = [
    injected(100, 'again', ['other']),
    eventAt(101, 'alarm:a2', 'alarm.received', { alarmId: 'a2', deviceId: 'other', linkId: 'poles', raw: '' }, RULE),
  ];
  const joined = (renews: boolean) =>
    act(101, 'incident.alarmJoined', { alarm: { alarmId: 'a2' }, renews }, 'i1', RULE);
  const injects = ['press', 'again'].map((id) => ({
    ...{
      id,
      title: { zh: id, en: id },
      when: { at: 0 },
      act: { do: 'alarm', device: id === 'press' ? 'pole' : 'other' },
    },
  }));
  const stateWhen = (renews: boolean) => {
    const events = numbered([...PRESSED, act(10, 'incident.acknowledged'), ...second, joined(renews), ended(300)]);
    return scoreDrill(scenarioOf([{ ...ACK, of: 'again' }], injects), DRILL_ID, events).lines[0]!.state;
  };
  expect([stateWhen(false), stateWhen(true)]).toEqual(['met', 'missed']);
});

test('what the desk opens for a caller counts where he said, and nowhere else', () => {
  const injects = [
    {
      ...{ id: 'press', title: { zh: '来电', en: 'call' }, when: { at: 0 } },
      act: { do: 'call', at: { lon: 117, lat: 25 }, words: { zh: '着火了', en: 'fire' }, entered: 'desk' },
    },
  ];
  const opened = (lat: number) => act(30, 'incident.opened', { alarm: null, kind: 'fire', place: { lon: 117, lat } });
  const stateOf = (events: readonly Loose[]) =>
    scoreDrill(
      scenarioOf([{ action: { kind: 'open', as: ['fire'] } }], injects),
      DRILL_ID,
      numbered([injected(0, 'press', [], { lon: 117, lat: 25 }), ...events, ended(300)]),
    ).lines[0]!.state;
  expect([stateOf([opened(25.002)]), stateOf([opened(25.02)]), stateOf([])]).toEqual(['met', 'missed', 'missed']);
});

describe('whatever happens', () => {
  const EXPECTED = [
    ACK,
    { action: { kind: 'verify' } },
    { action: { kind: 'dispatch', forces: ['police'] }, withinSeconds: 20 },
    { action: { kind: 'close', reasons: ['real', 'false'] }, withinSeconds: 300 },
  ];
  const seconds = fc.integer({ min: 3, max: 400 });
  const anyAct: fc.Arbitrary<Loose> = fc.oneof(
    seconds.map((at) => act(at, 'incident.acknowledged')),
    fc
      .tuple(seconds, fc.constantFrom('real', 'false'))
      .map(([at, verdict]) => act(at, 'incident.verified', { verdict })),
    fc
      .tuple(seconds, fc.constantFrom('police', 'patrol'))
      .map(([at, unitKind]) =>
        act(at, 'incident.dispatched', { dispatchId: `d${at}`, unitName: `u${at}`, unitKind, task: 'respond' }),
      ),
    fc.tuple(seconds, fc.constantFrom('real', 'test')).map(([at, reason]) => act(at, 'incident.closed', { reason })),
  );
  const stranger: fc.Arbitrary<Loose> = seconds.map((at) => act(at, 'incident.acknowledged', {}, `other-${at % 7}`));
  const played = (acts: readonly Loose[]) => [
    ...PRESSED,
    ...acts.toSorted((one, other) => one.at - other.at),
    ended(500),
  ];

  test('more done is never less', () => {
    fc.assert(
      fc.property(fc.array(anyAct, { maxLength: 12 }), anyAct, (acts, more) => {
        const before = score(EXPECTED, played(acts));
        const after = score(EXPECTED, played([...acts, more]));
        expect(after.lines.every(({ points }, index) => points >= before.lines[index]!.points)).toBe(true);
      }),
    );
  });

  test('what has nothing to do with it changes nothing, wherever it stands', () => {
    fc.assert(
      fc.property(fc.array(anyAct, { maxLength: 10 }), fc.array(stranger, { maxLength: 6 }), (acts, strangers) => {
        expect(score(EXPECTED, [...strangers, ...played(acts)]).lines).toEqual(score(EXPECTED, played(acts)).lines);
        const shuffled = [...PRESSED, ...strangers, ...played(acts).slice(PRESSED.length)];
        expect(score(EXPECTED, shuffled).lines).toEqual(score(EXPECTED, played(acts)).lines);
      }),
    );
  });

  test('the order of what was done to different things does not matter, and the same input is the same score', () => {
    fc.assert(
      fc.property(fc.array(anyAct, { maxLength: 8 }), (acts) => {
        const events = played(acts);
        const turned = [...PRESSED, ...events.slice(PRESSED.length, -1).toReversed(), events.at(-1)!];
        expect(score(EXPECTED, turned).lines).toEqual(score(EXPECTED, events).lines);
        expect(score(EXPECTED, events)).toEqual(score(EXPECTED, events));
      }),
    );
  });
});
