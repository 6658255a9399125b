import { useId } from 'react';
import { Button } from '../../ui/Button.tsx';
import { useCommands, useLive, useText, useView } from '../desk.tsx';
import './mapOverlay.css';

/**
 * Over the map, letting every click through: in a drill nobody may take the picture for the real thing. The pattern is wide
 * enough for the longer of the two languages, because whatever reaches over its edge is cut off.
 */
export function DrillWatermark() {
  const text = useText().topBar;
  const id = useId();
  const isDrill = useLive(({ live }) => live.station?.realm === 'drill');
  if (!isDrill) return null;
  return (
    <svg className="watermark" aria-hidden="true" data-testid="drill-watermark">
      <defs>
        <pattern id={id} width="460" height="210" patternUnits="userSpaceOnUse" patternTransform="rotate(-24)">
          <text x="20" y="70">
            {text.watermark}
          </text>
          <text x="250" y="175">
            {text.watermark}
          </text>
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill={`url(#${id})`} />
    </svg>
  );
}

/** Says what is wrong with the map, in its own corner: the desk goes on. */
export function MapState({ sentence, isBad }: { readonly sentence: string | null; readonly isBad: boolean }) {
  if (sentence === null) return null;
  return (
    <p className={isBad ? 'map-state map-state--bad' : 'map-state'} role="status" data-testid="map-state">
      {sentence}
    </p>
  );
}

/** While a form waits for a place of the map: what to do, and how to call it off. */
export function AimHint() {
  const { view } = useCommands();
  const { devices: text, tasks } = useText();
  const isAiming = useView((state) => state.mapAim !== null);
  const isRepeated = useView((state) => state.isAimRepeated);
  if (!isAiming) return null;
  return (
    <div className="map-aim" role="status" data-testid="map-aim">
      <strong>{isRepeated ? tasks.route.aim : text.aim}</strong>
      <Button keyLabel="Esc" onClick={() => view.change({ mapAim: null })}>
        {isRepeated ? tasks.route.aimDone : text.cancel}
      </Button>
    </div>
  );
}
