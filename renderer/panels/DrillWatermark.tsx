import { useLive } from './desk.tsx';
import { WatermarkSheet } from './WatermarkSheet.tsx';
import './drillWatermark.css';

/**
 * Over the map or a camera's picture (`isTile`: closer and stronger, for one may be small and bright): in a drill nobody may take the
 * picture for the real thing.
 */
export function DrillWatermark({ isTile = false }: { readonly isTile?: boolean }) {
  const isDrill = useLive(({ live }) => live.station?.realm === 'drill');
  if (!isDrill) return null;
  return (
    <WatermarkSheet
      className={isTile ? 'watermark watermark--tile' : 'watermark'}
      testId={isTile ? 'tile-watermark' : 'drill-watermark'}
      width={460}
      height={210}
      scale={isTile ? 0.5 : 1}
    />
  );
}
