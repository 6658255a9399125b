import type { AlarmState } from '#shared/domain/alarm.ts';
import type { SecurityNotice } from '#shared/domain/device.ts';
import { pick } from '#shared/text/language.ts';
import { formatAgo, formatDayTime } from '#shared/text/time.ts';
import { Badge } from '../../ui/Badge.tsx';
import { useLanguage, useLive, useNow, useText } from '../desk.tsx';
import { Card } from './Card.tsx';

export function DeviceCard({ deviceId, kind }: { readonly deviceId: string; readonly kind: 'device' | 'camera' }) {
  const text = useText();
  const language = useLanguage();
  const now = useNow();
  const device = useLive(({ live }) => live.world.devices.get(deviceId));
  const last = useLive(({ live }) => {
    let found: AlarmState | undefined;
    for (const alarm of live.world.alarms.values()) if (alarm.deviceId === deviceId) found = alarm;
    return found;
  });
  if (!device) {
    return (
      <Card kind={text.cards.kind[kind]} title={deviceId}>
        <p className="card__faint">{text.cards.sceneOnly}</p>
      </Card>
    );
  }
  return (
    <Card kind={text.words.deviceKind[device.kind]} title={device.name}>
      <dl className="facts">
        <dt>{text.cards.contact}</dt>
        <dd>
          <Badge tone={device.contact === 'online' ? 'good' : device.contact === 'lost' ? 'bad' : 'neutral'}>
            {text.words.contact[device.contact]}
          </Badge>{' '}
          {device.contactChangedAt !== null && text.cards.since(formatDayTime(device.contactChangedAt))}
        </dd>
        <dt>{text.cards.lastAlarm}</dt>
        <dd>
          {last ? `${pick(last.title, language)} · ${formatAgo(now - last.receivedAt, language)}` : text.cards.noAlarm}
        </dd>
        <dt>{text.cards.encryption}</dt>
        <dd>{encryption()}</dd>
        {device.skewMs !== null && (
          <>
            <dt>{text.words.alarmClass.trouble}</dt>
            <dd>{text.cards.skew(Math.round(device.skewMs / 1_000))}</dd>
          </>
        )}
        {device.lastNotice && (
          <>
            <dt>{text.cards.lastNotice}</dt>
            <dd>
              {formatDayTime(device.lastNotice.at)} {securityNotice(device.lastNotice)}
            </dd>
          </>
        )}
        <dt>{text.cards.link}</dt>
        <dd>
          {[
            device.link ?? text.words.none,
            device.account && `${text.cards.account} ${device.account}`,
            device.supervisionSeconds ? text.cards.supervision(device.supervisionSeconds) : text.cards.notSupervised,
          ]
            .filter(Boolean)
            .join(' · ')}
        </dd>
        <dt>{text.cards.code}</dt>
        <dd>{device.id}</dd>
      </dl>
    </Card>
  );

  function securityNotice({ code, claimed }: SecurityNotice): string {
    const names = claimed.map((name) => pick(name, language)).join(language === 'en' ? ', ' : '、');
    return text.cards.securityNotice[code](names);
  }

  function encryption(): string {
    if (!device?.hasKey) return text.cards.encryptionNone;
    return device.requireEncryption ? text.cards.encryptionRequired : text.cards.encryptionHas;
  }
}
