import type { DeviceState } from '#shared/domain/device.ts';
import { judgeTrust } from '#shared/domain/deviceTrust.ts';
import { formatAgo, formatDayTime } from '#shared/text/time.ts';
import { Badge } from '../../ui/Badge.tsx';
import { useLanguage, useText } from '../desk.tsx';
import { reasonSentence } from '../trustWords.ts';

const TONES = { sound: 'good', unproven: 'neutral', doubtful: 'warn' } as const;

/** The grade and every reason for it, each with its figures: a grade nobody can follow is worth nothing. */
export function DeviceTrustFacts({ device, now }: { readonly device: DeviceState; readonly now: number }) {
  const text = useText();
  const language = useLanguage();
  const { grade, falseCount, judgedCount, reasons } = judgeTrust(device, now);
  const { vandalFaultsAt } = device.trust;
  const lastVandalAt = vandalFaultsAt.at(-1);
  const isJudgedSaid = reasons.some(({ code }) => code === 'falseAlarms');
  return (
    <>
      <dt>{text.cards.lastTest}</dt>
      <dd>
        {device.lastTest
          ? `${formatAgo(now - device.lastTest.at, language)} · ${text.cards.lastTestHow[device.lastTest.how]}`
          : text.cards.neverTested}
        {device.lastTest && <span className="card__faint"> {formatDayTime(device.lastTest.at)}</span>}
      </dd>
      <dt>{text.cards.trust}</dt>
      <dd data-testid="card-trust">
        <Badge tone={TONES[grade]}>{text.devices.trust[grade]}</Badge>
        <ul className="card__reasons">
          {reasons.map((reason) => (
            <li key={reason.code}>{reasonSentence(reason, text.devices, language, now)}</li>
          ))}
          {!isJudgedSaid && (
            <li className="card__faint">
              {judgedCount > 0 ? text.cards.judged(falseCount, judgedCount) : text.cards.judgedNone}
            </li>
          )}
        </ul>
      </dd>
      {lastVandalAt !== undefined && (
        <>
          <dt>{text.cards.vandal}</dt>
          <dd>{text.cards.vandalCount(vandalFaultsAt.length, formatDayTime(lastVandalAt))}</dd>
        </>
      )}
    </>
  );
}
