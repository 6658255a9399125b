import type { DeviceState } from '#shared/domain/device.ts';
import { formatMinute } from '#shared/text/time.ts';
import { maySend, sendCommand } from '../../commands/context.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { useCommands, useLanguage, useLive, useNow, useText, useView } from '../desk.tsx';

/** Every device whose alarms are kept quiet: shelved, or out of service; the one that sounds again first on top. */
export function ShelvedList() {
  const say = useText().alarms;
  const devices = useLive(
    ({ live }) =>
      [...live.world.devices.values()]
        .filter(({ shelf, maintenance }) => shelf !== null || maintenance !== null)
        .sort((one, other) => endOf(one) - endOf(other)),
    isShallowEqual,
  );
  if (devices.length === 0) return <p className="empty">{say.shelvedEmpty}</p>;
  return (
    <ul className="alarm-list" data-testid="shelved-list">
      {devices.map((device) => (
        <Row key={device.id} device={device} />
      ))}
    </ul>
  );
}

const endOf = ({ shelf, maintenance }: DeviceState) =>
  Math.min(shelf?.untilAt ?? Number.POSITIVE_INFINITY, maintenance?.untilAt ?? Number.POSITIVE_INFINITY);

function Row({ device }: { readonly device: DeviceState }) {
  const context = useCommands();
  const text = useText();
  const say = text.alarms;
  const language = useLanguage();
  const now = useNow();
  const may = useLive(() => maySend(context, 'device.unshelve'));
  const name = `unshelve:${device.id}`;
  const isWaiting = useView((view) => view.pending.includes(name));
  const { shelf, maintenance } = device;
  const kept = shelf ?? maintenance;
  if (!kept) return null;
  return (
    <li className="alarm-row" data-testid={`shelved-${device.id}`}>
      <Badge tone={shelf ? 'warn' : 'info'}>{shelf ? say.shelved : say.outOfService}</Badge>
      <button
        type="button"
        className="alarm-row__name ellipsis"
        onClick={() => context.view.select({ kind: device.kind === 'camera' ? 'camera' : 'device', id: device.id })}
      >
        {device.name}
      </button>
      <strong className="alarm-row__figure">{say.until(formatMinute(kept.untilAt, now))}</strong>
      <span className="alarm-row__detail">
        {[
          shelf && say.kept(shelf.count),
          shelf?.classes.map((one) => text.words.alarmClass[one]).join(language === 'en' ? ', ' : '、'),
          say.shelfBy(kept.by, kept.reason),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      <Button
        disabled={!may}
        isWaiting={isWaiting}
        onClick={() =>
          void sendCommand(context, shelf ? 'device.unshelve' : 'device.endMaintenance', { deviceId: device.id }, name)
        }
        data-testid={`unshelve-${device.id}`}
      >
        {say.unshelve}
      </Button>
    </li>
  );
}
