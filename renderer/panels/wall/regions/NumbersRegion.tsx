import { INCIDENT_LEVELS } from '#shared/catalog/incidentKinds.ts';
import type { DeviceState } from '#shared/domain/device.ts';
import { countUnits } from '../../../live/freshness.ts';
import { openCounts } from '../../../live/openCounts.ts';
import { LevelMark } from '../../../ui/LevelMark.tsx';
import { isShallowEqual } from '../../../ui/useFollow.ts';
import { useCameras, useCommands, useLive, useNow, useText } from '../../desk.tsx';
import { rateOf } from '../../rateWords.ts';
import { useDayFigures } from '../../useDayFigures.ts';

const LONG_FROM_DIGITS = 7;

interface Told {
  readonly name: string;
  readonly value: string | number;
  /** What it is a part of. */
  readonly of?: number | string;
  readonly tone?: 'good' | 'warn' | 'bad' | '';
}

/** What is open, what came today and what was closed of it, and how many units, devices and cameras there are for it. */
export function NumbersRegion() {
  const text = useText();
  const { wallPage: say, words } = text;
  const open = useLive(({ live }) => openCounts(live.world), isShallowEqual);
  const today = useToday();
  const health = useHealth();
  const unanswered: Told = { name: say.unanswered, value: open.unanswered, tone: open.unanswered > 0 ? 'bad' : '' };
  const figures = [unanswered, { name: say.working, value: open.working + open.onScene }, ...today, ...health];
  return (
    <div className="wall-numbers" data-testid="wall-numbers">
      <p className="wall-numbers__levels">
        {INCIDENT_LEVELS.map((level) => (
          <span key={level}>
            <LevelMark level={level} label={words.level[level]} />
            <strong>{open[`level${level}`]}</strong>
          </span>
        ))}
      </p>
      <dl>
        {figures.map(({ name, value, of, tone = '' }: Told) => (
          <div key={name} className={typeof of === 'string' ? 'wall-numbers__share' : tone && `is-${tone}`}>
            <dt>{name}</dt>
            <dd className={isLong(value, of) ? 'is-long' : ''}>
              {value}
              {of !== undefined && <small> {typeof of === 'number' ? `/ ${of}` : of}</small>}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** So many digits need smaller type: 190 of 1204. */
const isLong = (value: Told['value'], of: Told['of']): boolean =>
  typeof of === 'number' && `${value}${of}`.length >= LONG_FROM_DIGITS;

function useToday(): readonly Told[] {
  const { wallPage: say, numbers } = useText();
  const { alarms, incidents, closure } = useDayFigures();
  const of = closure.closed.length + closure.open.length;
  const rate = rateOf(closure.closed.length, of);
  return [
    { name: say.alarmsToday, value: alarms.count },
    { name: say.incidentsToday, value: incidents.opened.length },
    { name: numbers.closure, value: rate ?? numbers.none, ...(rate && { of: `${closure.closed.length}/${of}` }) },
  ];
}

/** What there is to work with now: units on shift, of all, devices that are heard, cameras that show something. */
function useHealth(): readonly Told[] {
  const { client } = useCommands();
  const { numbers } = useText();
  const now = useNow();
  const { units } = client.live.world;
  const { free, busy, stale } = countUnits(units.values(), client.live.positions, now);
  const devices = useLive(({ live }) => heardOf(live.world.devices.values()), isShallowEqual);
  const cameras = useCameras();
  const working = cameras?.filter(({ hasFailed }) => !hasFailed).length ?? 0;
  return [
    { name: numbers.units, value: free + busy + stale, of: units.size, tone: free > 0 ? 'good' : 'warn' },
    partOf(numbers.devices, devices.online, devices.all),
    cameras ? partOf(numbers.cameras, working, cameras.length) : { name: numbers.cameras, value: numbers.none },
  ];
}

const partOf = (name: string, value: number, of: number): Told => ({ name, value, of, tone: value < of ? 'warn' : '' });

function heardOf(devices: Iterable<DeviceState>) {
  const counts = { online: 0, all: 0 };
  for (const device of devices) {
    if (device.kind === 'camera') continue;
    counts.all++;
    if (device.contact === 'online') counts.online++;
  }
  return counts;
}
