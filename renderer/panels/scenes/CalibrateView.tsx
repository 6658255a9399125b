import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/form/TextField.tsx';
import { useCommands, useText } from '../desk.tsx';
import { useLibrary, useScenes } from './useScenes.ts';
import './wizard/wizard.css';

type Found =
  | { readonly kind: 'none' }
  | { readonly kind: 'missed' }
  | { readonly kind: 'hit'; readonly layerId: string; readonly surfaceM: number; readonly groundM: number };

/** One road point clicked in the model puts its heights right, as another version of the scene in use. */
export function CalibrateView() {
  const { view, map } = useCommands();
  const library = useLibrary();
  const say = useText().scenes;
  const [found, setFound] = useState<Found>({ kind: 'none' });
  const made = useScenes((state) => state.calibrated);
  const isBusy = useScenes(({ scenes }) => scenes?.job != null);
  const aim = () => {
    library.change({ calibrated: null, refusal: null });
    view.change({
      mapAim: ({ lon, lat }) => {
        view.change({ mapAim: null });
        const at = map()?.project(lon, lat);
        if (!at) return setFound({ kind: 'missed' });
        void map()
          ?.heightAt(at.x, at.y)
          .then((height) =>
            setFound(
              height?.layerId
                ? { kind: 'hit', layerId: height.layerId, surfaceM: height.surfaceM, groundM: height.groundM }
                : { kind: 'missed' },
            ),
          );
      },
    });
  };
  return (
    <div className="pack-step">
      <p>{say.calibrateHint}</p>
      <div className="pack-actions">
        <Button look="primary" disabled={isBusy} onClick={aim} data-testid="calibrate-pick">
          {say.calibratePick}
        </Button>
      </div>
      {found.kind === 'missed' && (
        <p className="is-bad" role="alert" data-testid="calibrate-missed">
          {say.calibrateMissed}
        </p>
      )}
      {found.kind === 'hit' && (
        <>
          <p data-testid="calibrate-found">
            {say.calibrateFound(
              found.layerId,
              metres(found.surfaceM),
              metres(found.groundM),
              signed(found.groundM - found.surfaceM),
            )}
          </p>
          <TextField
            label={say.calibrateGround}
            className="pack-number"
            type="number"
            step="0.01"
            value={String(found.groundM)}
            onChange={(typed) => {
              const groundM = Number.parseFloat(typed);
              if (Number.isFinite(groundM)) setFound({ ...found, groundM });
            }}
            data-testid="calibrate-ground"
          />
          <div className="pack-actions">
            <Button
              disabled={isBusy}
              onClick={() => {
                const { layerId, surfaceM, groundM } = found;
                void library.calibrate({ layerId, surfaceM, groundM });
              }}
              data-testid="calibrate-make"
            >
              {say.calibrateMake}
            </Button>
          </div>
        </>
      )}
      {made && (
        <div className="pack-actions" role="status" data-testid="calibrate-made">
          <span>{say.calibrated(made.version, made.heightOffset.toFixed(2))}</span>
          <Button
            look="primary"
            disabled={isBusy}
            onClick={() => void library.switchTo({ id: made.id, version: made.version })}
            data-testid="calibrate-switch"
          >
            {say.switchNow}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Centimetres, and nothing is not less than nothing. */
const metres = (value: number) => (Math.round(value * 100) / 100 || 0).toFixed(2);
const signed = (value: number) => `${value >= 0.005 ? '+' : ''}${metres(value)}`;
