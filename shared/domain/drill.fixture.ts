/** Events of a drill for tests: made one after the other, each a second after the last unless told. */
import { parseScenario, type Scenario } from '../wire/scenario.ts';
import type { StoredEvent } from './event.ts';

export const DRILL_ID = 'd1';
const both = (zh: string) => ({ zh, en: zh });

export function scenarioOf(expected: readonly object[], injects: readonly object[] = PRESS): Scenario {
  const parsed = parseScenario({
    version: 1,
    id: 'test',
    title: both('测试'),
    story: both('测试'),
    lengthSeconds: 3_600,
    injects,
    expected: expected.map((item, index) => ({
      ...{ id: `e${index}`, of: 'press', withinSeconds: 60, points: 11, why: both('因为') },
      ...item,
    })),
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.failure));
  return parsed.value;
}

const PRESS = [{ id: 'press', title: both('按下'), when: { at: 0 }, act: { do: 'alarm', device: 'pole' } }];

export const OFFICER = { kind: 'operator', id: 'o1', name: '值班员', role: 'duty' } as const;
const DEVICE = { kind: 'device', id: 'pole' } as const;

/** Not yet numbered: `numbered` does that, whatever their order. */
export type Loose = Omit<StoredEvent, 'seq' | 'version'>;

export function eventAt(
  seconds: number,
  stream: string,
  kind: string,
  body: object,
  actor: StoredEvent['actor'] = OFFICER,
): Loose {
  return {
    ...{ id: `${stream}/${kind}/${seconds}`, stream, station: 's', realm: 'drill', hash: '' },
    ...{ at: seconds * 1_000, actor, kind, body },
  };
}

export const numbered = (events: readonly Loose[]): StoredEvent[] =>
  events.map((event, index) => ({ ...event, seq: index + 1, version: index + 1 }));

const system = { kind: 'system', id: 'drill' } as const;
export const injected = (
  seconds: number,
  injectId = 'press',
  sources: readonly string[] = ['pole'],
  place: object | null = null,
) => eventAt(seconds, `drill:${DRILL_ID}`, 'drill.injected', { drillId: DRILL_ID, injectId, sources, place }, system);
export const ended = (seconds: number) =>
  eventAt(seconds, `drill:${DRILL_ID}`, 'drill.ended', { drillId: DRILL_ID, how: 'hand' }, system);

export function alarmed(seconds: number, incidentId = 'i1', deviceId = 'pole'): Loose[] {
  const alarmId = `a-${incidentId}`;
  const alarm = { alarmId, deviceId, linkId: 'poles', raw: '' };
  return [
    eventAt(seconds, `alarm:${alarmId}`, 'alarm.received', alarm, DEVICE),
    eventAt(seconds, `incident:${incidentId}`, 'incident.opened', { incidentId, alarm: { alarmId, deviceId } }, DEVICE),
  ];
}

export const act = (
  seconds: number,
  kind: string,
  body: object = {},
  incidentId = 'i1',
  actor: StoredEvent['actor'] = OFFICER,
) => eventAt(seconds, `incident:${incidentId}`, kind, { incidentId, ...body }, actor);
