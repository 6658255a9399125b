/** What a number of the day was counted from, in groups that together are all of it. Pure. */
import type { PlacedChannel } from '#shared/domain/channel.ts';
import type { DayBook } from '#shared/domain/dayBook.ts';
import type { BandFigure, DayFigures, LeftOut, LeftOutRows, Rows } from '#shared/domain/dayFigures.ts';
import type { AlarmMarkOfDay, IncidentMark } from '#shared/domain/dayMark.ts';
import { type AlarmQuery, alarmRows } from '#shared/domain/dayRows.ts';
import type { DeviceState } from '#shared/domain/device.ts';
import type { UnitState } from '#shared/domain/unit.ts';
import type { DeskText } from '#shared/text/index.ts';
import { DEVICE_STANDINGS, deviceStanding } from '../../live/deviceStanding.ts';
import { UNIT_STANDINGS, type UnitStanding } from '../../live/freshness.ts';
import type { Choice } from './choice.ts';

export type NumberRow =
  | { readonly of: 'incident'; readonly mark: IncidentMark }
  | { readonly of: 'alarm'; readonly mark: AlarmMarkOfDay }
  | { readonly of: 'unit' | 'device' | 'camera'; readonly id: string; readonly name: string };

export interface RowGroup {
  readonly id: string;
  readonly name: string;
  readonly rows: readonly NumberRow[];
  /** More were counted than there are lines for. */
  readonly count: number;
  /** It has no part in the share. */
  readonly isLeftOut: boolean;
}

/** What the figures and their rows are taken from, at one moment. */
export interface NumberSource {
  readonly figures: DayFigures;
  readonly book: DayBook;
  readonly units: readonly (readonly [UnitState, UnitStanding])[];
  readonly devices: readonly DeviceState[];
  /** Null: not known yet. */
  readonly cameras: readonly PlacedChannel[] | null;
}

export function rowGroups(choice: Choice, source: NumberSource, text: DeskText): readonly RowGroup[] {
  const { figures, book } = source;
  const { numbers: say } = text;
  const incidents = (id: string, name: string, rows: Rows, isLeftOut = false) =>
    group(id, name, rows.flatMap((each) => book.incidents.get(each) ?? []).map(incidentRow), isLeftOut);
  const leftOut = (parts: LeftOutRows) =>
    Object.entries(parts).map(([why, rows]) => incidents(why, say.leftOut[why as LeftOut], rows, true));
  const alarms = (query: Partial<AlarmQuery>, count: number) =>
    alarmGroup(book, { fromAt: figures.fromAt, toAt: figures.toAt, ...query }, count, say.alarms);
  switch (choice.of) {
    case 'alarms':
      return [alarms({}, figures.alarms.count)];
    case 'class':
      return [alarms(choice, figures.alarms.byClass.find((each) => each.class === choice.class)?.count ?? 0)];
    case 'incidents':
      return [incidents('incidents', say.incidents, figures.incidents.opened)];
    case 'closedInDay':
      return [incidents('closedInDay', say.closedInDay, figures.closedInDay)];
    case 'kind':
      return [
        incidents('kind', say.incidents, figures.incidents.byKind.find(({ kind }) => kind === choice.kind)?.rows ?? []),
      ];
    case 'town': {
      const { town } = choice;
      const opened = figures.incidents.byTown.find((each) => each.town === town)?.rows ?? [];
      const count = figures.alarms.byTown.find((each) => each.town === town)?.count ?? 0;
      return [incidents('town', say.incidents, opened), alarms({ town }, count)];
    }
    case 'hour': {
      const fromAt = figures.fromAt + choice.hour * HOUR_MS;
      const opened = figures.incidents.byHour[choice.hour] ?? [];
      const count = figures.alarms.byHour[choice.hour] ?? 0;
      return [incidents('hour', say.incidents, opened), alarms({ fromAt, toAt: fromAt + HOUR_MS }, count)];
    }
    case 'closure': {
      const { closed, open, leftOut: parts } = figures.closure;
      return [incidents('closed', say.closed, closed), incidents('open', say.stillOpen, open), ...leftOut(parts)];
    }
    case 'span': {
      const { counted, leftOut: parts } = figures.spans[choice.span];
      return [incidents('counted', say.span[choice.span], counted), ...leftOut(parts)];
    }
    case 'band': {
      const { met, missed, leftOut: parts } = bandOf(figures, choice.seconds);
      return [incidents('met', say.met, met), incidents('missed', say.missed, missed), ...leftOut(parts)];
    }
    default:
      return resourceGroups(choice.of, source, text);
  }
}

const HOUR_MS = 3_600_000;
const NO_BAND: Omit<BandFigure, 'seconds'> = { met: [], missed: [], leftOut: {} };
const bandOf = ({ bands }: DayFigures, seconds: number) => bands.find((band) => band.seconds === seconds) ?? NO_BAND;
const incidentRow = (mark: IncidentMark): NumberRow => ({ of: 'incident', mark });

function resourceGroups(
  of: 'units' | 'devices' | 'cameras',
  { units, devices, cameras }: NumberSource,
  { numbers: say }: DeskText,
): readonly RowGroup[] {
  const named = <Kind extends 'unit' | 'device' | 'camera'>(kind: Kind, all: readonly { id: string; name: string }[]) =>
    all.map(({ id, name }): NumberRow => ({ of: kind, id, name }));
  if (of === 'units') {
    return UNIT_STANDINGS.map((standing) => {
      const there = units.flatMap(([unit, how]) => (how === standing ? [unit] : []));
      return group(standing, say.unit[standing], named('unit', there), standing === 'offShift');
    });
  }
  if (of === 'devices') {
    return DEVICE_STANDINGS.map((standing) => {
      const there = devices.filter((device) => deviceStanding(device) === standing);
      return group(standing, say.device[standing], named('device', there));
    });
  }
  if (cameras === null) return [];
  const failed = cameras.filter(({ hasFailed }) => hasFailed);
  return [
    group('failed', say.camera.failed, named('camera', failed)),
    group(
      'working',
      say.camera.working,
      named(
        'camera',
        cameras.filter(({ hasFailed }) => !hasFailed),
      ),
    ),
  ];
}

const group = (id: string, name: string, rows: readonly NumberRow[], isLeftOut = false): RowGroup => ({
  ...{ id, name, rows, isLeftOut },
  count: rows.length,
});

/** The latest first. */
function alarmGroup(book: DayBook, query: AlarmQuery, count: number, name: string): RowGroup {
  const rows = alarmRows(book, query).map((mark): NumberRow => ({ of: 'alarm', mark }));
  return { ...group('alarms', name, rows.toReversed()), count: Math.max(count, rows.length) };
}
