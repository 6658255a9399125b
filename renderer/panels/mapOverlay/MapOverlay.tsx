import { Button } from '../../ui/Button.tsx';
import { useCommands, useText, useView } from '../desk.tsx';
import './mapOverlay.css';

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
