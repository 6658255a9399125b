import { useLive, useText } from '../desk.tsx';
import { WatermarkSheet } from '../WatermarkSheet.tsx';

/** Height of the canvas the pattern's lengths are of. */
const DRAWN_FOR_PX = 1_080;

/** Over the whole canvas: in a drill nobody may take the picture for the real thing, from wherever it is seen. */
export function DrillMark() {
  const text = useText().topBar;
  const isDrill = useLive(({ live }) => live.station?.realm === 'drill');
  if (!isDrill) return null;
  // As large on a large canvas as on a small one, and no denser.
  const scale = Math.min(window.innerWidth, window.innerHeight) / DRAWN_FOR_PX;
  return (
    <>
      <p className="wall-drill" data-testid="wall-drill">
        {text.drillBand}
      </p>
      <WatermarkSheet className="wall-watermark" width={620} height={300} scale={scale} />
    </>
  );
}
