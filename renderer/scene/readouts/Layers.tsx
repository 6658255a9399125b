import type { SceneLanguage, SceneLayerInfo } from '../contract.ts';
import { say } from '../words.ts';

interface LayersProps {
  readonly layers: readonly SceneLayerInfo[];
  readonly language: SceneLanguage;
  readonly onSwitch: (id: string, isVisible: boolean) => void;
}

/** Switches of what is drawn, top to bottom as it lies, each with what is wrong with it. */
export function Layers({ layers, language, onSwitch }: LayersProps) {
  return (
    <fieldset className="scene-layers" data-scene-chrome>
      <legend>{say('layers', language)}</legend>
      {layers.toReversed().map(({ id, zh, en, isVisible, problem }) => (
        <div key={id} data-layer={id}>
          <label>
            <input type="checkbox" checked={isVisible} onChange={() => onSwitch(id, !isVisible)} />
            {language === 'en' ? en : zh}
          </label>
          {problem !== null && <p>{language === 'en' ? problem.en : problem.zh}</p>}
        </div>
      ))}
    </fieldset>
  );
}

/** Three sheets, one above the other. */
export function LayersIcon() {
  return (
    <svg viewBox="-12 -12 24 24" width="22" height="22" aria-hidden="true" fill="none" stroke="currentcolor">
      <path d="M0 -8 L9 -3.5 L0 1 L-9 -3.5 Z" strokeWidth="1.5" strokeLinejoin="round" />
      <path d="M-9 0.5 L0 5 L9 0.5 M-9 4.5 L0 9 L9 4.5" strokeWidth="1.5" strokeLinejoin="round" />
    </svg>
  );
}
