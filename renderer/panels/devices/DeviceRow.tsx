import { type MouseEvent, memo } from 'react';
import type { DeviceState } from '#shared/domain/device.ts';
import { CONDITIONS } from '#shared/domain/deviceCondition.ts';
import type { DeskText } from '#shared/text/index.ts';
import type { Language } from '#shared/text/language.ts';
import { formatAgo, formatMinute } from '#shared/text/time.ts';
import { briefReason } from '../trustWords.ts';
import { trustOf } from './deviceRows.ts';

/** One device in two lines a cell: what it is, how it is reached, how it is. */
export const DeviceRow = memo(function DeviceRow({
  device,
  index,
  count,
  lastSeenAt,
  now,
  isOpen,
  isChosen,
  text,
  language,
  onOpen,
  onChoose,
}: {
  readonly device: DeviceState;
  readonly index: number;
  readonly count: number;
  /** Undefined: not known yet; null: not heard since the core started. */
  readonly lastSeenAt: number | null | undefined;
  /** The core's time, epoch ms, to the second. */
  readonly now: number;
  readonly isOpen: boolean;
  readonly isChosen: boolean;
  readonly text: DeskText;
  readonly language: Language;
  readonly onOpen: (device: DeviceState) => void;
  readonly onChoose: (index: number, isChosen: boolean, isRange: boolean) => void;
}) {
  const say = text.devices;
  const trust = trustOf(device, now);
  const [why] = trust.reasons;
  const seenAt = lastSeenAt ?? (device.contact === 'online' ? null : device.contactChangedAt);
  const choose = (event: MouseEvent<HTMLInputElement>) => onChoose(index, event.currentTarget.checked, event.shiftKey);
  return (
    <li
      className="device-row"
      aria-setsize={count}
      aria-posinset={index + 1}
      aria-current={isOpen}
      data-testid={`device-row-${device.id}`}
    >
      <span className="device-row__tick">
        <input
          type="checkbox"
          checked={isChosen}
          aria-label={say.selectOne(device.name)}
          onClick={choose}
          onChange={() => undefined}
        />
      </span>
      <button type="button" className="device-row__name" onClick={() => onOpen(device)}>
        <span className="device-row__line ellipsis">
          <span
            className="device-row__kind"
            role="img"
            aria-label={text.words.deviceKind[device.kind]}
            title={text.words.deviceKind[device.kind]}
          >
            {say.kindMark[device.kind]}
          </span>
          {device.name}
        </span>
        <span className="device-row__line device-row__faint ellipsis">{device.id}</span>
      </button>
      <span className="device-row__cell">
        <span className="device-row__line ellipsis">{device.link ?? say.noLink}</span>
        <span className="device-row__line device-row__faint ellipsis">{device.account ?? say.noAccount}</span>
      </span>
      <span className="device-row__cell">
        <span className={`device-row__line ellipsis contact--${device.contact}`}>{say.contact[device.contact]}</span>
        <span className="device-row__line device-row__faint ellipsis">
          {seenAt === null ? '–' : formatAgo(now - seenAt, language)}
        </span>
      </span>
      <span className="device-row__cell device-row__marks">
        {CONDITIONS.map((name) => {
          const told = device.condition[name];
          const state = told === null ? 'unknown' : told.isFault ? 'fault' : 'good';
          const words = `${say.conditionName[name]} ${say.condition[name][state]}`;
          return (
            <span key={name} className={`condition condition--${state}`} role="img" aria-label={words} title={words}>
              {say.conditionMark[name]}
            </span>
          );
        })}
      </span>
      <span className="device-row__cell">
        <span className={`device-row__line ${device.lastTest ? '' : 'device-row__faint'}`}>
          {device.lastTest ? formatAgo(now - device.lastTest.at, language) : say.neverTested}
        </span>
      </span>
      <span className="device-row__cell">
        <span className={`device-row__line trust trust--${trust.grade}`}>
          {say.trust[trust.grade]}
          {trust.grade === 'doubtful' && why && <span className="trust__why">{briefReason(why, say)}</span>}
        </span>
        {device.maintenance && (
          <span className="device-row__line device-row__maintenance ellipsis">
            {say.inMaintenance(formatMinute(device.maintenance.untilAt, now))}
          </span>
        )}
      </span>
    </li>
  );
});
