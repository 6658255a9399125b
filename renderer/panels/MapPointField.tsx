import type { MapPoint } from '../commands/deskView.ts';
import { askForMapPoint } from '../commands/deviceForm.ts';
import { Button } from '../ui/Button.tsx';
import { useCommands } from './desk.tsx';

/** A place that is given by a click on the map; what was clicked stands beside the button. */
export function MapPointField({
  label,
  pickLabel,
  shown,
  onPick,
  testId,
}: {
  /** Null where what stands above says it. */
  readonly label: string | null;
  readonly pickLabel: string;
  /** The point in words, or that there is none. */
  readonly shown: string;
  readonly onPick: (point: MapPoint) => void;
  readonly testId?: string;
}) {
  const { view } = useCommands();
  return (
    <div className="field">
      {label !== null && <span className="field__label">{label}</span>}
      <div className="choices choices--row">
        <Button onClick={() => askForMapPoint(view, onPick)} data-testid={testId}>
          {pickLabel}
        </Button>
        <span className="field__hint">{shown}</span>
      </div>
    </div>
  );
}
