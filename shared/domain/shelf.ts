/**
 * 搁置: a device's nuisance alarms kept quiet for a while, with an end and a reason. They are still received, stored, listed and
 * counted. Calls for help and fire are never shelved; whatever is graver than what was shelved breaks through and ends it
 * (GB 50394 §5.2.2; ISA-18.2 "shelve"). Pure.
 */
import { isShelvable, levelOfAlarm, type ShelvableClass } from '../catalog/alarmKinds.ts';
import type { AlarmClass } from '../catalog/codes.ts';
import type { IncidentLevel } from '../catalog/incidentKinds.ts';
import { ok, type Result, refuse } from '../kit/result.ts';
import type { AlarmFacts } from './alarm.ts';
import { type Draft, nameOfActor, type StoredEvent } from './event.ts';

/** Longer than a shift is maintenance. */
export const SHELF_LIMIT_MS = 8 * 3_600_000;

export interface DeviceShelf {
  readonly startedAt: number;
  readonly untilAt: number;
  readonly reason: string;
  readonly by: string;
  readonly classes: readonly ShelvableClass[];
  /** Of the gravest of them: anything graver breaks through. */
  readonly level: IncidentLevel;
  /** Alarms kept quiet since it was shelved. */
  readonly count: number;
  readonly lastAt: number | null;
}

/** `end`: its time is over; `severity`: something graver came. */
export type UnshelveCause = 'person' | 'end' | 'severity';

export type ShelfEventBody = {
  'device.shelved': { deviceId: string; classes: readonly ShelvableClass[]; untilAt: number; reason: string };
  'device.unshelved': { deviceId: string; cause: UnshelveCause; count: number };
};

export type ShelfCommand =
  | { kind: 'shelve'; classes: readonly AlarmClass[]; untilAt: number; reason: string }
  | { kind: 'unshelve' }
  /** Something graver than what was shelved. */
  | { kind: 'breakThrough' }
  /** Its time is over; does nothing before. */
  | { kind: 'lapse' };

interface Shelvable {
  readonly id: string;
  readonly name: string;
  readonly shelf: DeviceShelf | null;
}

export function decideShelf(device: Shelvable | undefined, command: ShelfCommand, now: number): Result<Draft[]> {
  if (!device) return refuse('unknownDevice', '没有登记该设备');
  const { shelf } = device;
  const unshelve = (cause: UnshelveCause): Result<Draft[]> =>
    ok(shelf ? [draft(device.id, 'device.unshelved', { deviceId: device.id, cause, count: shelf.count })] : []);
  switch (command.kind) {
    case 'shelve': {
      const { classes, untilAt, reason } = command;
      const shelvable = classes.filter(isShelvable);
      if (shelvable.length < classes.length) {
        return refuse('neverShelved', '求助、胁迫、火警、医疗和未知报警不得搁置（GB 50394：不得漏报）');
      }
      if (!(untilAt > now)) return refuse('shelfOver', '搁置结束时间已过');
      if (untilAt - now > SHELF_LIMIT_MS) return refuse('shelfTooLong', '搁置最长 8 小时；更久请置为检修');
      const body = { deviceId: device.id, classes: [...new Set(shelvable)], untilAt, reason };
      return ok([draft(device.id, 'device.shelved', body)]);
    }
    case 'unshelve':
      return shelf ? unshelve('person') : refuse('notShelved', `${device.name} 没有被搁置的报警`);
    case 'breakThrough':
      return unshelve('severity');
    case 'lapse':
      return shelf && now >= shelf.untilAt ? unshelve('end') : ok([]);
  }
}

type Told = Pick<AlarmFacts, 'class' | 'code' | 'silent' | 'restore' | 'receivedAt'>;

/** `quiet`: keep it, do not sound it. `breaks`: sound it, and everything of this device after it. Null: the shelf says nothing. */
export function shelfEffect({ shelf }: Pick<Shelvable, 'shelf'>, alarm: Told): 'quiet' | 'breaks' | null {
  if (!shelf || alarm.receivedAt >= shelf.untilAt) return null;
  const level = levelOfAlarm(alarm.class, alarm.code);
  // Whatever is silent where it was pressed is a person under threat, by whatever name the wire calls it.
  const isGrave = alarm.silent || !isShelvable(alarm.class) || (level !== null && level < shelf.level);
  if (!isGrave && shelf.classes.includes(alarm.class as ShelvableClass)) return 'quiet';
  return isGrave && level !== null && !alarm.restore ? 'breaks' : null;
}

export function evolveShelf(shelf: DeviceShelf | null, event: StoredEvent): DeviceShelf | null {
  if (event.kind === 'device.unshelved') return null;
  if (event.kind !== 'device.shelved') return shelf;
  const { classes, untilAt, reason } = event.body as ShelfEventBody['device.shelved'];
  const levels = classes.map((each) => levelOfAlarm(each, '') ?? 4);
  const level = Math.min(4, ...levels) as IncidentLevel;
  const by = nameOfActor(event.actor);
  return {
    ...{ startedAt: shelf?.startedAt ?? event.at, untilAt, reason, by, classes, level },
    ...{ count: shelf?.count ?? 0, lastAt: shelf?.lastAt ?? null },
  };
}

/** One of its own alarms, as it came. The same object when the shelf has nothing to do with it. */
export function countShelved(shelf: DeviceShelf | null, alarm: Told): DeviceShelf | null {
  if (!shelf || shelfEffect({ shelf }, alarm) !== 'quiet' || alarm.restore) return shelf;
  return { ...shelf, count: shelf.count + 1, lastAt: alarm.receivedAt };
}

const draft = <Kind extends keyof ShelfEventBody>(id: string, kind: Kind, body: ShelfEventBody[Kind]): Draft => ({
  stream: `device:${id}`,
  kind,
  body,
});
