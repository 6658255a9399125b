import { type ReactNode, useEffect, useState } from 'react';
import type { SceneLanguage } from '../contract.ts';
import type { Stage } from '../stage.ts';
import { say } from '../words.ts';
import { Layers, LayersIcon } from './Layers.tsx';
import { Legend } from './Legend.tsx';
import { coordinateText, scaleBar } from './scale.ts';

interface ReadoutsProps {
  readonly stage: Stage;
  readonly language: SceneLanguage;
  /** Grows with every change of the view; the numbers are read from the stage itself. */
  readonly subscribe: (listener: () => void) => () => void;
}

const TILTED_PITCH = -42;
const TOP_PITCH = -88;

/** Compass, scale, coordinates, attribution and the buttons for those who do not use the mouse. */
export function Readouts({ stage, language, subscribe }: ReadoutsProps) {
  const [, redraw] = useState(0);
  const [open, setOpen] = useState<'legend' | 'layers' | null>(null);
  const toggle = (panel: 'legend' | 'layers') => setOpen(open === panel ? null : panel);
  useEffect(() => subscribe(() => redraw((count) => count + 1)), [subscribe]);
  const { view, lens, camera, pointer } = stage;
  const { manifest } = stage.pack;
  const layers = stage.layers();
  const hasProblem = layers.some(({ problem }) => problem !== null);
  const bar = scaleBar(lens.metresPerPixel, 130);
  const ground = pointer ? lens.groundAt(pointer.x, pointer.y) : null;
  const [lon, lat] = stage.pack.frame.toLonLat(ground?.[0] ?? view.x, ground?.[1] ?? view.y);
  return (
    <>
      <div className="scene-tools" data-scene-chrome>
        <ToolButton title={say('toNorth', language)} onClick={() => stage.setView({ ...view, headingDegrees: 0 })}>
          <svg viewBox="-12 -12 24 24" width="24" height="24" aria-hidden="true">
            <g transform={`rotate(${-view.headingDegrees})`}>
              <path d="M0 -9 L4 1 L0 -1 L-4 1 Z" fill="var(--state-critical, #ff6b6b)" />
              <path d="M0 9 L4 1 L0 -1 L-4 1 Z" fill="var(--text-muted, #6d7a88)" />
            </g>
          </svg>
          <span>{say('north', language)}</span>
        </ToolButton>
        <ToolButton
          title={say('zoomIn', language)}
          onClick={() => stage.setView({ ...view, distanceM: view.distanceM * 0.65 })}
        >
          ＋
        </ToolButton>
        <ToolButton
          title={say('zoomOut', language)}
          onClick={() => stage.setView({ ...view, distanceM: view.distanceM / 0.65 })}
        >
          －
        </ToolButton>
        {!stage.isFlat && (
          <ToolButton
            title={say('tilt', language)}
            onClick={() => stage.setView({ ...view, pitchDegrees: view.pitchDegrees < -65 ? TILTED_PITCH : TOP_PITCH })}
          >
            {view.pitchDegrees < -65 ? '3D' : '2D'}
          </ToolButton>
        )}
        <ToolButton title={`${say('home', language)} (Home)`} onClick={() => stage.flyHome()}>
          ⌂
        </ToolButton>
        <ToolButton title={say('legend', language)} isPressed={open === 'legend'} onClick={() => toggle('legend')}>
          {language === 'en' ? 'Key' : '例'}
        </ToolButton>
        <ToolButton
          title={say(hasProblem ? 'layersTroubled' : 'layers', language)}
          isPressed={open === 'layers'}
          onClick={() => toggle('layers')}
        >
          <LayersIcon />
          {hasProblem && <i className="scene-troubled" />}
        </ToolButton>
      </div>
      {open === 'legend' && <Legend language={language} />}
      {open === 'layers' && (
        <Layers
          layers={layers}
          language={language}
          onSwitch={(id, isVisible) => stage.setLayerVisible(id, isVisible)}
        />
      )}
      {(camera.isTaken || camera.isLocked) && (
        <div className="scene-camera" data-scene-chrome>
          <span>{say(camera.isLocked ? 'locked' : 'taken', language)}</span>
          {!camera.isLocked && (
            <button type="button" onClick={() => stage.releaseCamera()}>
              {say('follow', language)}
            </button>
          )}
        </div>
      )}
      <div className="scene-foot">
        {manifest.demo && <strong className="scene-demo">{say('demo', language)}</strong>}
        <span className="scene-credit">{[manifest.title, ...manifest.attribution].join(' · ')}</span>
        <span className="scene-coordinates">{coordinateText(lon, lat)}</span>
        <span className="scene-scale" style={{ width: `${bar.widthPx}px` }}>
          {bar.text}
        </span>
      </div>
    </>
  );
}

interface ToolButtonProps {
  readonly title: string;
  readonly onClick: () => void;
  readonly isPressed?: boolean;
  readonly children: ReactNode;
}

function ToolButton({ title, onClick, isPressed = false, children }: ToolButtonProps) {
  return (
    <button type="button" title={title} aria-label={title} aria-pressed={isPressed} onClick={onClick}>
      {children}
    </button>
  );
}
