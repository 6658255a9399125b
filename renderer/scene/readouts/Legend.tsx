import { useCallback } from 'react';
import type { SceneLanguage } from '../contract.ts';
import { deviceSprite } from '../layers/deviceSprites.ts';
import type { DrawSprite } from '../overlay/sprites.ts';
import { LEVEL_COLOURS } from '../theme.ts';
import { unitSprite } from '../units/unitSprites.ts';
import { say, type Word } from '../words.ts';

const levels: DrawSprite = (ink, size) => {
  const half = size * 0.24;
  for (const [index, colour] of Object.values(LEVEL_COLOURS).entries()) {
    const x = (index % 2 === 0 ? -1 : 1) * size * 0.23;
    const y = (index < 2 ? -1 : 1) * size * 0.23;
    ink.beginPath();
    ink.moveTo(x, y - half);
    ink.lineTo(x + half, y);
    ink.lineTo(x, y + half);
    ink.lineTo(x - half, y);
    ink.closePath();
    ink.fillStyle = colour;
    ink.fill();
  }
};

/** The very pictures of the map, so that a legend can never disagree with it. */
const ENTRIES: readonly (readonly [Word, DrawSprite])[] = [
  ['legendIncident', levels],
  ['legendFree', unitSprite('gridWorker', false, 'live')],
  ['legendEngaged', unitSprite('gridWorker', true, 'live')],
  ['legendStale', unitSprite('gridWorker', false, 'stale')],
  ['legendLost', unitSprite('gridWorker', false, 'lost')],
  ['legendPost', unitSprite('gridWorker', false, 'post')],
  ['legendPole', deviceSprite('alarmPole', 'online')],
  ['legendButton', deviceSprite('oneKeyButton', 'online')],
  ['legendUnknown', deviceSprite('alarmPole', 'unknown')],
  ['legendDeviceLost', deviceSprite('alarmPole', 'lost')],
];

export function Legend({ language }: { readonly language: SceneLanguage }) {
  return (
    <ul className="scene-legend" data-scene-chrome>
      {ENTRIES.map(([word, draw]) => (
        <li key={word}>
          <Picture draw={draw} />
          {say(word, language)}
        </li>
      ))}
    </ul>
  );
}

const PICTURE_PX = 26;

function Picture({ draw }: { readonly draw: DrawSprite }) {
  const paint = useCallback(
    (canvas: HTMLCanvasElement | null) => {
      const target = canvas?.getContext('2d');
      if (!canvas || !target) return;
      const ratio = globalThis.devicePixelRatio || 1;
      const sheet = new OffscreenCanvas(PICTURE_PX * ratio, PICTURE_PX * ratio);
      const ink = sheet.getContext('2d');
      if (!ink) return;
      ink.scale(ratio, ratio);
      ink.translate(PICTURE_PX / 2, PICTURE_PX / 2);
      draw(ink, PICTURE_PX);
      canvas.width = sheet.width;
      canvas.height = sheet.height;
      target.drawImage(sheet, 0, 0);
    },
    [draw],
  );
  return <canvas ref={paint} style={{ width: PICTURE_PX, height: PICTURE_PX }} />;
}
