import type { AlarmState } from '#shared/domain/alarm.ts';
import { pick } from '#shared/text/language.ts';
import { formatAgo } from '#shared/text/time.ts';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { useCommands, useLanguage, useLive, useText } from '../desk.tsx';

/** How long what was set aside stays listed: a mender at the pole asks whether it came through. */
const SHOWN_MS = 60 * 60_000;
const DEVICES_SHOWN = 6;

/** The signals of one device that opened no incident because somebody works on it, or because it was pressed as a test. */
export interface SetAside {
  readonly last: AlarmState;
  readonly word: NonNullable<AlarmState['setAside']>;
  readonly count: number;
}

/** Heard last first, one for each device and word. */
export function useSetAside(now: number): readonly SetAside[] {
  const signals = useLive(
    ({ live }) =>
      [...live.world.alarms.values()].filter((alarm) => alarm.setAside && now - alarm.receivedAt < SHOWN_MS),
    isShallowEqual,
  );
  const byDevice = new Map<string, SetAside>();
  for (const last of signals) {
    const word = last.setAside;
    if (!word) continue;
    const key = `${last.deviceId} ${word}`;
    byDevice.set(key, { last, word, count: (byDevice.get(key)?.count ?? 0) + 1 });
  }
  return [...byDevice.values()].sort((left, right) => right.last.receivedAt - left.last.receivedAt);
}

export function SetAsideSignals({ told, now }: { readonly told: readonly SetAside[]; readonly now: number }) {
  const { client, view } = useCommands();
  const text = useText().notices;
  const language = useLanguage();
  return (
    <>
      {told.slice(0, DEVICES_SHOWN).map(({ last, word, count }) => (
        <li className="notice notice--calm" key={`${last.deviceId} ${word}`} data-testid={`set-aside-${word}`}>
          <span className="notice__word">{text.setAside[word]}</span>
          <button
            type="button"
            className="notice__device"
            onClick={() => last.deviceId !== null && view.select({ kind: 'device', id: last.deviceId })}
          >
            {client.live.world.devices.get(last.deviceId ?? '')?.name ?? last.account ?? last.remote}
          </button>
          <span className="notice__detail">
            {[
              pick(last.title, language),
              count > 1 && text.setAsideTimes(count),
              formatAgo(now - last.receivedAt, language),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </li>
      ))}
      {told.length > DEVICES_SHOWN && <li className="notice notice--calm">{text.more(told.length - DEVICES_SHOWN)}</li>}
    </>
  );
}

/** How many devices are out of service, and the way to them. */
export function MaintenanceLine({ count }: { readonly count: number }) {
  const { view } = useCommands();
  const text = useText().notices;
  return (
    <li className="notice notice--calm" data-testid="notice-maintenance">
      <button
        type="button"
        className="notice__device"
        onClick={() => view.change({ sheet: { id: 'devices', focus: null }, deviceFilter: 'maintenance' })}
      >
        {text.inMaintenance(count)}
      </button>
    </li>
  );
}
