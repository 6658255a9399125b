import { useState } from 'react';
import type { HeldAlarm, IncidentState } from '#shared/domain/incident.ts';
import { pick } from '#shared/text/language.ts';
import { formatAgo, formatTime } from '#shared/text/time.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Section } from '../../ui/Section.tsx';
import { useCommands, useLanguage, useLive, useNow, useText } from '../desk.tsx';

/** What the devices said, and how far each of them can be trusted. */
export function AlarmsSection({ incident }: { readonly incident: IncidentState }) {
  const text = useText().incident;
  const groups = groupByDevice(incident.alarms);
  return (
    <Section title={text.alarms} aside={incident.alarmCount > 0 && text.repeats(incident.alarmCount)}>
      {groups.length === 0 && <p className="incident__line">{text.noAlarms}</p>}
      <ul className="alarms">
        {groups.map((alarms) => (
          <DeviceAlarms key={alarms[0]!.sourceId} alarms={alarms} />
        ))}
      </ul>
    </Section>
  );
}

function DeviceAlarms({ alarms }: { readonly alarms: readonly HeldAlarm[] }) {
  const { view } = useCommands();
  const text = useText();
  const [first] = alarms;
  const deviceId = first?.deviceId ?? null;
  const device = useLive(({ live }) => (deviceId === null ? undefined : live.world.devices.get(deviceId)));
  return (
    <li className="device-alarms">
      <div className="device-alarms__head">
        <button
          type="button"
          className="candidate__name"
          disabled={deviceId === null}
          onClick={() => deviceId !== null && view.select({ kind: 'device', id: deviceId })}
        >
          {device?.name ?? deviceId ?? text.incident.unknownDevice}
        </button>
        {device && (
          <Badge tone={device.contact === 'online' ? 'good' : device.contact === 'lost' ? 'bad' : 'neutral'}>
            {text.words.contact[device.contact]}
          </Badge>
        )}
        {device?.account && <span className="incident__faint">{text.incident.account(device.account)}</span>}
        {deviceId !== null && <LastTest deviceId={deviceId} />}
      </div>
      <ul>
        {alarms.toReversed().map((alarm) => (
          <AlarmRow key={`${alarm.code} ${alarm.class} ${alarm.restore}`} alarm={alarm} />
        ))}
      </ul>
    </li>
  );
}

function AlarmRow({ alarm }: { readonly alarm: HeldAlarm }) {
  const text = useText();
  const language = useLanguage();
  const [showsRaw, setShowsRaw] = useState(false);
  const facts = useLive(({ live }) => live.world.alarms.get(alarm.alarmId));
  return (
    <li className="alarm">
      <time>
        {alarm.times > 1 && `${formatTime(alarm.firstAt)}–`}
        {formatTime(alarm.at)}
      </time>
      <span className="alarm__title">
        {pick(alarm.title, language)}
        {alarm.code && <span className="incident__faint"> {text.incident.code(alarm.code)}</span>}
        {alarm.times > 1 && <strong> {text.incident.times(alarm.times)}</strong>}
      </span>
      <span className="alarm__marks">
        {alarm.restore && <Badge tone="good">{text.incident.restored}</Badge>}
        {alarm.joined === 'nearby' && <Badge tone="info">{text.incident.joined.nearby}</Badge>}
        {facts && (
          <Badge tone={facts.authenticated === 'encrypted' ? 'good' : 'warn'}>
            {facts.authenticated === 'encrypted' ? text.incident.encrypted : text.incident.clear}
          </Badge>
        )}
        <Button look="plain" aria-expanded={showsRaw} onClick={() => setShowsRaw(!showsRaw)}>
          {showsRaw ? text.incident.hideRaw : text.incident.raw}
        </Button>
      </span>
      {facts?.text && <p className="alarm__text selectable">{facts.text}</p>}
      {facts?.verificationUrl && (
        <p className="alarm__text selectable">
          {text.incident.verification} {facts.verificationUrl}
        </p>
      )}
      {showsRaw && <pre className="alarm__raw selectable">{facts ? spaced(facts.raw) : text.incident.notHeld}</pre>}
    </li>
  );
}

/** When the device last sent a test that this window knows of. */
function LastTest({ deviceId }: { readonly deviceId: string }) {
  const text = useText().incident;
  const language = useLanguage();
  const now = useNow();
  const testedAt = useLive(({ live }) => {
    let last: number | null = null;
    for (const alarm of live.world.alarms.values()) {
      if (alarm.deviceId === deviceId && alarm.class === 'test') last = alarm.receivedAt;
    }
    return last;
  });
  return (
    <span className="incident__faint device-alarms__test">
      {testedAt === null ? text.neverTested : text.lastTest(formatAgo(now - testedAt, language))}
    </span>
  );
}

/** In order of first alarm; the alarms of one source together. */
function groupByDevice(alarms: readonly HeldAlarm[]): readonly (readonly HeldAlarm[])[] {
  const groups = new Map<string, HeldAlarm[]>();
  for (const alarm of alarms) {
    const key = alarm.sourceId;
    groups.set(key, [...(groups.get(key) ?? []), alarm]);
  }
  return [...groups.values()];
}

const spaced = (hex: string) => hex.replace(/../g, '$& ').trimEnd();
