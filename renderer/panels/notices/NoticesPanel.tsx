import type { AlarmState } from '#shared/domain/alarm.ts';
import type { DeviceState } from '#shared/domain/device.ts';
import { pick } from '#shared/text/language.ts';
import { formatAgo, formatTime } from '#shared/text/time.ts';
import type { LinkHealth } from '#shared/wire/link.ts';
import { maySend, sendCommand } from '../../commands/context.ts';
import { Button } from '../../ui/Button.tsx';
import { WarningIcon } from '../../ui/icons.tsx';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { useCommands, useLanguage, useLive, useNow, useText, useView } from '../desk.tsx';
import { FieldNotices, useFieldNews } from './FieldNotices.tsx';
import { PublicReportNotices, useWaitingReports } from './PublicReportNotices.tsx';
import { MaintenanceLine, SetAsideSignals, useSetAside } from './SetAside.tsx';
import './notices.css';
import { useListKeys } from '../../ui/useListKeys.ts';

/** Lost devices listed by name; beyond this they are counted. */
const LOST_SHOWN = 3;
const SIGNALS_SHOWN = 8;
/** A refused message stays in view this long after it was last refused: the device keeps sending it. */
const SECURITY_SHOWN_MS = 60 * 60_000;

/** What opened no incident and still wants a person. Strange signals first: any of them may be somebody calling for help. */
export function NoticesPanel() {
  const text = useText().notices;
  const language = useLanguage();
  const signals = useLive(
    ({ live }) =>
      [...live.world.alarms.values()].filter((alarm) => alarm.attention !== null && alarm.reviewedAt === null),
    isShallowEqual,
  );
  const links = useLive(({ live }) => live.pulse?.links.filter((link) => link.fault !== null || !link.isUp) ?? NONE);
  const lost = useLive(
    ({ live }) => [...live.world.devices.values()].filter((device) => device.contact === 'lost').sort(latestFirst),
    isShallowEqual,
  );
  const noticed = useLive(
    ({ live }) =>
      [...live.world.devices.values()].filter(({ lastNotice }) => lastNotice !== null).sort(latestNoticeFirst),
    isShallowEqual,
  );
  const now = useNow();
  const warned = noticed.filter(({ lastNotice }) => now - lastNotice!.at < SECURITY_SHOWN_MS);
  const setAside = useSetAside(now);
  const mended = useLive(({ live }) => countMended(live.world.devices.values()));
  const isKnown = useLive(({ live }) => live.pulse !== null);
  const problems = useLive(({ live }) => live.world.district?.problems ?? NONE);
  const sound = useView((view) => (view.sound?.state === 'broken' ? view.sound : null));
  const field = useFieldNews();
  const ofPublic = useWaitingReports();
  const keys = useListKeys('button');
  const ofField = field.reports.length + field.late.length + field.threads.length;
  const count =
    ofPublic.length +
    ofField +
    signals.length +
    links.length +
    warned.length +
    lost.length +
    problems.length +
    (sound ? 1 : 0);
  return (
    <section className="notices" aria-label={text.title} data-testid="notices">
      <header className="notices__head">
        <h2>{text.title}</h2>
        {count > 0 && <span className="notices__count">{text.count(count)}</span>}
      </header>
      {count === 0 && mended === 0 && setAside.length === 0 ? (
        <p className="notices__none">{isKnown ? text.none : text.notYet}</p>
      ) : (
        <ul className="notices__list" ref={keys}>
          {signals
            .toReversed()
            .slice(0, SIGNALS_SHOWN)
            .map((alarm) => (
              <Signal key={alarm.alarmId} alarm={alarm} />
            ))}
          {signals.length > SIGNALS_SHOWN && <li className="notice">{text.more(signals.length - SIGNALS_SHOWN)}</li>}
          <FieldNotices {...field} />
          <PublicReportNotices reports={ofPublic} />
          {warned.slice(0, SIGNALS_SHOWN).map((device) => (
            <SecurityWarning key={device.id} device={device} />
          ))}
          {sound && (
            <li className="notice notice--bad" data-testid="notice-sound">
              <span className="notice__title">
                <WarningIcon />
                <strong>{text.soundBroken}</strong>
              </span>
              <span className="notice__detail">{sound.reason && pick(sound.reason, language)}</span>
            </li>
          )}
          {links.map((link) => (
            <LinkFault key={link.id} link={link} />
          ))}
          {lost.slice(0, LOST_SHOWN).map((device) => (
            <LostDevice key={device.id} device={device} />
          ))}
          {lost.length > LOST_SHOWN && <li className="notice">{text.devicesLost(lost.length)}</li>}
          {mended > 0 && <MaintenanceLine count={mended} />}
          <SetAsideSignals told={setAside} now={now} />
          {problems.map((problem) => (
            <li className="notice" key={problem.layer}>
              <strong>
                {text.layerProblem[problem.state === 'degraded' ? 'degraded' : 'unusable'](problem.layer)}
              </strong>
              <span className="notice__detail">{text.layerDetail(problem)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const NONE: readonly never[] = [];

function countMended(devices: Iterable<DeviceState>): number {
  let count = 0;
  for (const { maintenance } of devices) if (maintenance) count++;
  return count;
}

const latestFirst = (left: DeviceState, right: DeviceState) =>
  (right.contactChangedAt ?? 0) - (left.contactChangedAt ?? 0);

const latestNoticeFirst = (left: DeviceState, right: DeviceState) =>
  (right.lastNotice?.at ?? 0) - (left.lastNotice?.at ?? 0);

/** A device whose message was refused: an alarm may be behind it, so it is not only on the device's card. */
function SecurityWarning({ device }: { readonly device: DeviceState }) {
  const { view } = useCommands();
  const text = useText();
  const language = useLanguage();
  const notice = device.lastNotice;
  if (!notice) return null;
  const claimed = notice.claimed.map((name) => pick(name, language)).join(language === 'en' ? ', ' : '、');
  return (
    <li className="notice notice--signal" data-testid={`security-${device.id}`}>
      <span className="notice__title">
        <time>{formatTime(notice.at)}</time>
        <button
          type="button"
          className="notice__device"
          onClick={() => view.select({ kind: device.kind === 'camera' ? 'camera' : 'device', id: device.id })}
        >
          {device.name}
        </button>
      </span>
      <span className="notice__detail">{text.cards.securityNotice[notice.code](claimed)}</span>
    </li>
  );
}

function Signal({ alarm }: { readonly alarm: AlarmState }) {
  const context = useCommands();
  const text = useText().notices;
  const name = `review:${alarm.alarmId}`;
  const isWaiting = useView((view) => view.pending.includes(name));
  const may = useLive(() => maySend(context, 'alarm.review'));
  const title = text.attention[alarm.attention ?? 'unreadable'];
  return (
    <li className="notice notice--signal" data-testid={`signal-${alarm.alarmId}`}>
      <span className="notice__title">
        <time>{formatTime(alarm.receivedAt)}</time>
        <strong>{title}</strong>
        {alarm.suppressed > 0 && <span className="notice__detail">{text.suppressed(alarm.suppressed)}</span>}
      </span>
      <span className="notice__detail selectable">
        {alarm.account ? text.fromAccount(alarm.account, alarm.remote) : text.fromRemote(alarm.remote)}
      </span>
      <span className="notice__actions">
        <Button
          disabled={!may}
          onClick={() => context.view.change({ dialog: { kind: 'openIncident', alarmId: alarm.alarmId } })}
        >
          {text.openAsIncident}
        </Button>
        <Button
          disabled={!may}
          isWaiting={isWaiting}
          aria-label={text.reviewAlarm(title)}
          onClick={() => void sendCommand(context, 'alarm.review', { alarmId: alarm.alarmId }, name)}
        >
          {text.review}
        </Button>
      </span>
    </li>
  );
}

function LinkFault({ link }: { readonly link: LinkHealth }) {
  const text = useText().notices;
  const language = useLanguage();
  const now = useNow();
  return (
    <li className="notice notice--bad">
      <span className="notice__title">
        <WarningIcon />
        <strong>{text.linkFault(link.id)}</strong>
      </span>
      <span className="notice__detail">
        {link.fault && `${pick(link.fault, language)} · `}
        {link.lastFrameAt === null ? text.neverFrame : text.lastFrame(formatAgo(now - link.lastFrameAt, language))}
      </span>
    </li>
  );
}

function LostDevice({ device }: { readonly device: DeviceState }) {
  const { view } = useCommands();
  const text = useText().notices;
  const language = useLanguage();
  const now = useNow();
  return (
    <li className="notice">
      <button
        type="button"
        className="notice__device"
        onClick={() => view.select({ kind: device.kind === 'camera' ? 'camera' : 'device', id: device.id })}
      >
        {text.deviceLost(device.name)}
      </button>
      {device.maintenance && <span className="notice__word">{text.setAside.maintenance}</span>}
      {device.contactChangedAt !== null && (
        <span className="notice__detail">{formatAgo(now - device.contactChangedAt, language)}</span>
      )}
    </li>
  );
}
