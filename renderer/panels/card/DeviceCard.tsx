import { useEffect, useMemo, useState } from 'react';
import type { AlarmState } from '#shared/domain/alarm.ts';
import type { DeviceState, SecurityNotice } from '#shared/domain/device.ts';
import { pick } from '#shared/text/language.ts';
import { formatAgo, formatDayTime, formatMinute } from '#shared/text/time.ts';
import { maySend, sendCommand } from '../../commands/context.ts';
import { openDeviceForm } from '../../commands/deviceForm.ts';
import { runCommand } from '../../commands/registry.ts';
import { DeviceHealths } from '../../live/deviceHealth.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { useFollow } from '../../ui/useFollow.ts';
import { useCommands, useLanguage, useLive, useNow, useText, useView } from '../desk.tsx';
import { Card } from './Card.tsx';
import { DeviceConditionFacts } from './DeviceConditionFacts.tsx';
import { DeviceTrustFacts } from './DeviceTrustFacts.tsx';
import { useChannel } from './useChannel.ts';
import { WatchButton } from './WatchButton.tsx';

const CONTACT_TONES = { online: 'good', lost: 'bad', unknown: 'neutral' } as const;

export function DeviceCard({ deviceId }: { readonly deviceId: string }) {
  const text = useText();
  const device = useLive(({ live }) => live.world.devices.get(deviceId));
  if (!device) {
    return (
      <Card kind={text.cards.kind.device} title={deviceId}>
        <p className="card__faint">{text.cards.sceneOnly}</p>
      </Card>
    );
  }
  return (
    <Card kind={text.words.deviceKind[device.kind]} title={device.name}>
      <Actions device={device} />
      <Facts device={device} />
    </Card>
  );
}

/** What can be done about it, above what is known of it: the card may be long. */
function Actions({ device }: { readonly device: DeviceState }) {
  const context = useCommands();
  const { view } = context;
  const text = useText().cards;
  const shelf = useText().alarms;
  const mayMaintain = useLive(() => maySend(context, 'device.startMaintenance'));
  const mayChange = useLive(() => maySend(context, 'device.save'));
  const isEnding = useView((state) => state.pending.includes('device.endMaintenance'));
  const isListed = useView((state) => state.sheet?.id === 'devices');
  return (
    <div className="card__actions card__actions--first">
      {device.kind === 'camera' && <Watch channelId={device.id} />}
      {device.maintenance ? (
        <Button
          look="primary"
          disabled={!mayMaintain}
          isWaiting={isEnding}
          onClick={() => void sendCommand(context, 'device.endMaintenance', { deviceId: device.id })}
          data-testid="card-maintenance-end"
        >
          {text.endMaintenance}
        </Button>
      ) : (
        <Button
          disabled={!mayMaintain}
          onClick={() => view.change({ dialog: { kind: 'maintenance', deviceIds: [device.id] } })}
          data-testid="card-maintenance-start"
        >
          {text.startMaintenance}
        </Button>
      )}
      <Button
        disabled={!mayMaintain}
        onClick={() => view.change({ dialog: { kind: 'shelve', deviceId: device.id } })}
        data-testid="card-shelve"
      >
        {shelf.shelve}
      </Button>
      <Button
        disabled={!mayChange}
        onClick={() => openDeviceForm(view, { deviceId: device.id, facts: {} })}
        data-testid="card-edit"
      >
        {text.edit}
      </Button>
      <Button onClick={() => runCommand(context, 'map.flyTo')} keyLabel="F">
        {text.showOnMap}
      </Button>
      {!isListed && (
        <Button
          look="plain"
          onClick={() => view.change({ sheet: { id: 'devices', focus: device.id }, deviceFilter: 'all' })}
        >
          {text.showInList}
        </Button>
      )}
    </div>
  );
}

function Watch({ channelId }: { readonly channelId: string }) {
  const channel = useChannel(channelId);
  return channel && <WatchButton channel={channel} />;
}

function Facts({ device }: { readonly device: DeviceState }) {
  const text = useText();
  const say = text.cards;
  const language = useLanguage();
  const now = useNow();
  const lastSeenAt = useLastSeen(device.id, now);
  const last = useLive(({ live }) => {
    let found: AlarmState | undefined;
    for (const alarm of live.world.alarms.values()) if (alarm.deviceId === device.id) found = alarm;
    return found;
  });
  return (
    <dl className="facts">
      {device.maintenance && (
        <>
          <dt>{say.maintenance}</dt>
          <dd data-testid="card-maintenance">
            <Badge tone="info">{text.devices.inMaintenance(formatMinute(device.maintenance.untilAt, now))}</Badge>{' '}
            {say.maintenanceBy(device.maintenance.by, device.maintenance.reason)}
          </dd>
        </>
      )}
      {device.shelf && (
        <>
          <dt>{text.alarms.shelved}</dt>
          <dd data-testid="card-shelf">
            <Badge tone="warn">{text.alarms.until(formatMinute(device.shelf.untilAt, now))}</Badge>{' '}
            {text.alarms.shelfBy(device.shelf.by, device.shelf.reason)}
          </dd>
        </>
      )}
      <dt>{say.contact}</dt>
      <dd>
        <Badge tone={CONTACT_TONES[device.contact]}>{text.words.contact[device.contact]}</Badge>{' '}
        {lastSeenAt && say.heard(formatAgo(now - lastSeenAt, language))}
        {lastSeenAt === null && device.contact !== 'unknown' && say.notHeardYet}
        {device.contactChangedAt !== null && (
          <span className="card__faint"> {say.since(formatDayTime(device.contactChangedAt))}</span>
        )}
      </dd>
      <dt>{say.supervisionClass}</dt>
      <dd>{device.supervisionSeconds ? say.supervision(device.supervisionSeconds) : say.notSupervised}</dd>
      <DeviceConditionFacts device={device} />
      <dt>{say.clock}</dt>
      <dd className={device.skewMs === null ? '' : 'is-warn'}>{clock()}</dd>
      <DeviceTrustFacts device={device} now={now} />
      <dt>{say.lastAlarm}</dt>
      <dd>{last ? `${pick(last.title, language)} · ${formatAgo(now - last.receivedAt, language)}` : say.noAlarm}</dd>
      <dt>{say.encryption}</dt>
      <dd>{encryption()}</dd>
      {device.lastNotice && (
        <>
          <dt>{say.lastNotice}</dt>
          <dd>
            {formatDayTime(device.lastNotice.at)} {securityNotice(device.lastNotice)}
          </dd>
        </>
      )}
      <dt>{say.link}</dt>
      <dd>
        {[device.link ?? text.words.none, device.account && `${say.account} ${device.account}`]
          .filter(Boolean)
          .join(' · ')}
      </dd>
      <dt>{say.code}</dt>
      <dd>{device.id}</dd>
    </dl>
  );

  function securityNotice({ code, claimed }: SecurityNotice): string {
    const names = claimed.map((name) => pick(name, language)).join(language === 'en' ? ', ' : '、');
    return say.securityNotice[code](names);
  }

  function clock(): string {
    if (device.skewMs !== null) return say.skew(Math.round(device.skewMs / 1_000));
    return device.contact === 'unknown' ? text.words.unknown : say.clockGood;
  }

  function encryption(): string {
    if (!device.hasKey) return say.encryptionNone;
    return device.requireEncryption ? say.encryptionRequired : say.encryptionHas;
  }
}

/** Undefined until the core has said; null when it has not heard the device since it started. */
function useLastSeen(deviceId: string, tick: number): number | null | undefined {
  const { client } = useCommands();
  const [healths] = useState(() => new DeviceHealths(client));
  const ids = useMemo(() => [deviceId], [deviceId]);
  useEffect(() => healths.look(ids), [healths, ids]);
  useEffect(() => healths.watch(tick), [healths, tick]);
  return useFollow(healths.changes, () => healths.of(deviceId)?.lastSeenAt);
}
