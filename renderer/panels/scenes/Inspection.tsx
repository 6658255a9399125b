import { pick } from '#shared/text/language.ts';
import type { SceneLayer } from '#shared/wire/scenes.ts';
import { Badge, type Tone } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { useLanguage, useText } from '../desk.tsx';
import { useLibrary, useScenes } from './useScenes.ts';

const TONES: Readonly<Record<SceneLayer['state'], Tone>> = { usable: 'good', degraded: 'warn', unusable: 'bad' };

/** A pack opened again: what each layer is worth here, whether its files are as they were, what its import found. */
export function Inspection() {
  const library = useLibrary();
  const say = useText().scenes;
  const shown = useScenes((state) => state.shown);
  const isBusy = useScenes(({ scenes }) => scenes?.job != null);
  if (!shown) return null;
  const { choice, inspection } = shown;
  const { layers, changed, report } = inspection;
  const problems = report?.topology.problems ?? [];
  return (
    <div className="pack-inspection" data-testid="scene-inspection">
      <LayerTable layers={layers} />
      {changed && changed.length === 0 && <p className="pack-note">{say.verified}</p>}
      {changed && changed.length > 0 && (
        <div className="is-bad" role="alert" data-testid="scene-changed">
          {say.changed(changed.length)}
          <ul className="pack-plain">
            {changed.slice(0, 20).map((path) => (
              <li key={path} className="selectable">
                {path}
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className="pack-actions">
        <Button disabled={isBusy} onClick={() => void library.inspect(choice, true)} data-testid="scene-verify">
          {say.verify}
        </Button>
        {problems.length > 0 && (
          <Button onClick={() => library.change({ problems, marked: null })}>
            {say.showProblems(problems.length)}
          </Button>
        )}
        {!report && <span className="pack-hint">{say.noReport}</span>}
      </div>
    </div>
  );
}

export function LayerTable({ layers }: { readonly layers: readonly SceneLayer[] }) {
  const say = useText().scenes;
  const language = useLanguage();
  return (
    <ul className="pack-layers" aria-label={say.layersTitle}>
      {layers.map(({ id, role, state, reason, count }) => (
        <li key={id} className="pack-layer" data-state={state}>
          <span className="pack-layer__name ellipsis">{role ? say.role[role] : id}</span>
          <span className="pack-layer__count">{say.layerCount(count)}</span>
          <Badge tone={TONES[state]}>{say.layerState[state]}</Badge>
          {reason && <span className="pack-layer__reason selectable">{pick(reason, language)}</span>}
        </li>
      ))}
    </ul>
  );
}
