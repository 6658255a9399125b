import type { DeviceState } from '#shared/domain/device.ts';
import { CONDITIONS } from '#shared/domain/deviceCondition.ts';
import { formatDayTime } from '#shared/text/time.ts';
import { Badge } from '../../ui/Badge.tsx';
import { useText } from '../desk.tsx';

/** Mains, battery and housing as the device last told, and since when. */
export function DeviceConditionFacts({ device }: { readonly device: DeviceState }) {
  const text = useText();
  return CONDITIONS.map((name) => {
    const told = device.condition[name];
    const state = told === null ? 'unknown' : told.isFault ? 'fault' : 'good';
    return (
      <div className="facts__row" key={name}>
        <dt>{text.devices.conditionName[name]}</dt>
        <dd>
          {state === 'fault' ? (
            <Badge tone="bad">{text.devices.condition[name].fault}</Badge>
          ) : (
            <span className={told ? '' : 'card__faint'}>{text.devices.condition[name][state]}</span>
          )}{' '}
          {told && <span className="card__faint">{text.cards.since(formatDayTime(told.at))}</span>}
        </dd>
      </div>
    );
  });
}
