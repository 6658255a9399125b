import { useLive, useText } from '../desk.tsx';
import './drillBand.css';

/** On top of a window of a drill: that nothing in it is real. */
export function DrillBand() {
  const { drillBand } = useText().topBar;
  const isDrill = useLive(({ live }) => live.station?.realm === 'drill');
  if (!isDrill) return null;
  return (
    <p className="drill-band" data-testid="drill-band">
      {drillBand}
    </p>
  );
}
