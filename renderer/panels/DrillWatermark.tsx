import { useId } from 'react';
import { useLive, useText } from './desk.tsx';
import './drillWatermark.css';

/**
 * Over the map or a camera's picture (`isTile`: closer and stronger, for one may be small and bright), letting every click through:
 * in a drill nobody may take the picture for the real thing. The pattern is wide enough for the longer of the two languages, because
 * whatever reaches over its edge is cut off.
 */
export function DrillWatermark({ isTile = false }: { readonly isTile?: boolean }) {
  const text = useText().topBar;
  const id = useId();
  const isDrill = useLive(({ live }) => live.station?.realm === 'drill');
  if (!isDrill) return null;
  return (
    <svg
      className={isTile ? 'watermark watermark--tile' : 'watermark'}
      aria-hidden="true"
      data-testid={isTile ? 'tile-watermark' : 'drill-watermark'}
    >
      <defs>
        <pattern
          id={id}
          width="460"
          height="210"
          patternUnits="userSpaceOnUse"
          patternTransform={isTile ? 'scale(0.5) rotate(-24)' : 'rotate(-24)'}
        >
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
