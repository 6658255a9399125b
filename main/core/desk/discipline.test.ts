/** GB 50394 §5.2: whatever is shelved, raised or read, a hold-up nobody has accepted goes on sounding. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SHELVABLE_CLASSES } from '#shared/catalog/alarmKinds.ts';
import { ALARM_CLASSES } from '#shared/catalog/codes.ts';
import { DEFAULT_ESCALATION } from '#shared/catalog/escalation.ts';
import { RESPONSE_PROFILES } from '#shared/catalog/profiles.ts';
import { decideDevice, toDeviceFacts } from '#shared/domain/device.ts';
import { acknowledgeEscalation, decideWatch } from '#shared/domain/escalation.ts';
import type { Draft, StoredEvent } from '#shared/domain/event.ts';
import { emitter, type IncidentState } from '#shared/domain/incident.ts';
import { decideShelf } from '#shared/domain/shelf.ts';
import { emptyWorld, evolveWorld } from '#shared/domain/world.ts';
import { ok, type Result } from '#shared/kit/result.ts';
import type { Signal, SignalEvent } from '#shared/wire/signal.ts';
import type { Desk } from './desk.ts';
import { decideEventOf } from './intake.ts';
import { unansweredAlarms } from './unanswered.ts';

const START = 1_800_000_000_000;
const POLE = { id: 'pole-1', kind: 'alarmPole', name: '1 号杆', lon: 117, lat: 25, requireEncryption: false } as const;

type Read = (incident: IncidentState) => Result<Draft[]>;

/** A desk in memory: the real rules and folds, a clock of the test's own. `read`: what reading a rise comes to. */
function openDesk(read: Read = acknowledgeEscalation) {
  const world = emptyWorld();
  let now = START;
  let ids = 0;
  const record = (drafts: readonly Draft[]) => {
    for (const { stream, kind, body } of drafts) {
      const seq = world.seq + 1;
      const actor = { kind: 'operator', id: 'p-1', name: '值班员' } as const;
      const place = { seq, id: `e-${seq}`, version: seq, station: 's', realm: 'live', hash: '' } as const;
      evolveWorld(world, { ...place, stream, kind, body, actor, at: now } satisfies StoredEvent);
    }
  };
  const desk = { world, clock: () => now, newId: () => `n-${++ids}` } as unknown as Desk;
  const context = {
    desk,
    profile: RESPONSE_PROFILES['fujian-a'],
    locate: (lon: number, lat: number) => ({
      ...{ lon, lat, address: '东溪路', gridCode: null, gridName: null, communityName: null },
    }),
  };
  const enrolled = decideDevice(undefined, {
    ...{ kind: 'device.enroll', device: toDeviceFacts({ ...POLE }), statedBy: 'station' },
  });
  record(enrolled.ok ? enrolled.value : []);
  return {
    world,
    sounding: () => unansweredAlarms(world),
    device: () => world.devices.get(POLE.id)!,
    pass(seconds: number) {
      now += seconds * 1_000;
    },
    alarm(alarmClass: SignalEvent['class'], code = '') {
      const event = {
        class: alarmClass,
        code,
        qualifier: 1,
        partition: null,
        zone: null,
        restore: false,
        silent: false,
      };
      const signal = {
        deviceId: POLE.id,
        linkId: 'poles',
        protocol: 'dc09',
        remote: { address: '127.0.0.1', port: 1 },
      };
      const said = { ...event, zh: alarmClass, en: alarmClass, text: '' } as unknown as SignalEvent;
      const told = { ...signal, receivedAt: now, raw: '', duplicateKey: '', events: [said] } as unknown as Signal;
      record(decideEventOf(context, told, said, desk.world.devices.get(POLE.id)).drafts);
    },
    shelve(classes: readonly SignalEvent['class'][], seconds: number) {
      const command = { kind: 'shelve', classes, untilAt: now + seconds * 1_000, reason: '误报' } as const;
      const decided = decideShelf(world.devices.get(POLE.id), command, now);
      record(decided.ok ? decided.value : []);
      return decided;
    },
    end(kind: 'unshelve' | 'lapse') {
      const decided = decideShelf(world.devices.get(POLE.id), { kind }, now);
      record(decided.ok ? decided.value : []);
    },
    tick() {
      for (const incident of world.incidents.values()) record(decideWatch(incident, DEFAULT_ESCALATION, now));
    },
    readAll() {
      for (const incident of world.incidents.values()) {
        const decided = read(incident);
        record(decided.ok ? decided.value : []);
      }
    },
  };
}

const STEPS = fc.array(
  fc.oneof(
    fc.record({
      do: fc.constant('shelve' as const),
      classes: fc.subarray([...ALARM_CLASSES], { minLength: 1 }),
      seconds: fc.integer({ min: 1, max: 30_000 }),
    }),
    fc.record({ do: fc.constant('alarm' as const), class: fc.constantFrom(...ALARM_CLASSES) }),
    fc.record({ do: fc.constant('pass' as const), seconds: fc.integer({ min: 0, max: 9_000 }) }),
    fc.record({ do: fc.constantFrom('unshelve' as const, 'lapse' as const, 'tick' as const, 'readAll' as const) }),
  ),
  { maxLength: 30 },
);

/** Whether a hold-up pressed in the middle of all this still sounds at its end. */
function holds(read?: Read) {
  return fc.property(STEPS, STEPS, (before, after) => {
    const desk = openDesk(read);
    const run = (steps: typeof before) => {
      for (const step of steps) {
        if (step.do === 'shelve') desk.shelve(step.classes, step.seconds);
        else if (step.do === 'alarm') desk.alarm(step.class);
        else if (step.do === 'pass') desk.pass(step.seconds);
        else if (step.do === 'unshelve' || step.do === 'lapse') desk.end(step.do);
        else desk[step.do]();
      }
    };
    run(before);
    desk.alarm('emergency', '120');
    const ofHoldUp = () => {
      const holdUps = [...desk.world.incidents.values()].filter(({ kind }) => kind === 'holdUp');
      return desk.sounding().filter(({ incidentId }) => holdUps.some(({ id }) => id === incidentId));
    };
    if (ofHoldUp().length !== 1) return false;
    run(after);
    return ofHoldUp().length === 1;
  });
}

test('no sequence of shelving, raising and reading takes an unaccepted hold-up from what sounds', () => {
  fc.assert(holds(), { numRuns: 300, seed: 394 });
});

test('control: where reading a rise accepted the alarm as well, the property finds it', () => {
  const wrong: Read = (incident) => {
    const decided = acknowledgeEscalation(incident);
    return decided.ok ? ok([...decided.value, emitter(incident.id)('incident.acknowledged', {})]) : decided;
  };
  expect(fc.check(holds(wrong), { numRuns: 300, seed: 394 }).failed).toBe(true);
});

test('what is shelved is kept, listed and counted, and sounds again when its time is over', () => {
  const desk = openDesk();
  expect(desk.shelve(['tamper'], 3_600).ok).toBe(true);
  for (let times = 0; times < 6; times++) desk.alarm('tamper', '137');
  expect(desk.sounding()).toEqual([]);
  expect([...desk.world.alarms.values()].map(({ setAside }) => setAside)).toEqual(Array(6).fill('shelved'));
  expect(desk.device().shelf).toMatchObject({ count: 6, reason: '误报', by: '值班员', classes: ['tamper'] });
  desk.pass(3_600);
  desk.end('lapse');
  expect(desk.device().shelf).toBeNull();
  desk.alarm('tamper', '137');
  expect(desk.sounding()).toHaveLength(1);
});

test('a shelf whose end has come keeps nothing quiet even before anybody ends it', () => {
  const desk = openDesk();
  desk.shelve(['tamper'], 60);
  desk.pass(61);
  desk.alarm('tamper', '137');
  expect(desk.sounding()).toHaveLength(1);
});

test('what is graver than what was shelved breaks through and ends it', () => {
  const desk = openDesk();
  desk.shelve(['trouble'], 3_600);
  desk.alarm('trouble', '300');
  expect(desk.sounding()).toEqual([]);
  desk.alarm('intrusion', '130');
  expect(desk.sounding()).toHaveLength(1);
  expect(desk.device().shelf).toBeNull();
  desk.alarm('trouble', '300');
  expect(desk.sounding()).toHaveLength(2);
});

test('what sounded before it was shelved sounds until somebody accepts it, and is not renewed', () => {
  const desk = openDesk();
  desk.alarm('intrusion', '130');
  desk.shelve(['intrusion'], 3_600);
  expect(desk.sounding()).toHaveLength(1);
  const [{ id }] = [...desk.world.incidents.values()] as [IncidentState];
  evolveWorld(desk.world, {
    ...{ seq: desk.world.seq + 1, id: 'x', version: 9, station: 's', realm: 'live', hash: '', at: START },
    ...{ stream: `incident:${id}`, kind: 'incident.acknowledged', body: { incidentId: id } },
    actor: { kind: 'operator', id: 'p-1', name: '值班员' },
  });
  desk.pass(120);
  desk.alarm('intrusion', '130');
  expect(desk.sounding()).toEqual([]);
  expect(desk.world.incidents.get(id)).toMatchObject({ alarmCount: 2 });
});

test('calls for help, fire and what nobody knows are refused in words, however long', () => {
  const desk = openDesk();
  const refused = ALARM_CLASSES.filter((each) => !desk.shelve([each], 60).ok);
  expect(ALARM_CLASSES.filter((each) => !refused.includes(each))).toEqual([...SHELVABLE_CLASSES]);
  expect(desk.shelve(['tamper', 'emergency'], 60)).toMatchObject({ failure: { code: 'neverShelved' } });
  expect(desk.shelve(['tamper'], 8 * 3_600 + 1)).toMatchObject({ failure: { code: 'shelfTooLong' } });
  expect(desk.shelve(['tamper'], 0)).toMatchObject({ failure: { code: 'shelfOver' } });
});
