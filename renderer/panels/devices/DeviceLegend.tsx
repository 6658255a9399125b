import { DEVICE_KINDS } from '#shared/domain/device.ts';
import { CONDITIONS } from '#shared/domain/deviceCondition.ts';
import { useText } from '../desk.tsx';

const LOOKS = ['good', 'fault', 'unknown'] as const;

/** What the letters of the list mean, and how a frame looks that is well, that is not, and that nobody has told us of. */
export function DeviceLegend() {
  const { devices: say, words } = useText();
  return (
    <div className="device-legend" data-testid="device-legend">
      <p className="device-legend__group">
        {DEVICE_KINDS.map((kind) => (
          <span className="device-legend__one" key={kind}>
            <b className="device-row__kind">{say.kindMark[kind]}</b>
            {words.deviceKind[kind]}
          </span>
        ))}
      </p>
      <p className="device-legend__group">
        {CONDITIONS.map((name) => (
          <span className="device-legend__one" key={name}>
            <span className="condition condition--good">{say.conditionMark[name]}</span>
            {say.conditionName[name]}
          </span>
        ))}
        <span className="device-legend__apart" />
        {LOOKS.map((look) => (
          <span className="device-legend__one" key={look}>
            <span className={`condition condition--${look}`}>&nbsp;</span>
            {say.conditionLook[look]}
          </span>
        ))}
      </p>
    </div>
  );
}
