import { useEffect, useRef } from 'react';
import { askForMapPoints } from '../../commands/taskCommands.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands, useText } from '../desk.tsx';
import { DEFAULT_RADIUS_M, type DraftPoint, moved, POINTS_LIMIT } from './draftPoints.ts';
import { RadiusField } from './RadiusField.tsx';

/** Check-points in their order: clicked on the map, named, moved, left out. They are drawn on the map while the form stands. */
export function PointsEditor({
  points,
  onChange,
}: {
  readonly points: readonly DraftPoint[];
  readonly onChange: (points: readonly DraftPoint[]) => void;
}) {
  const { view } = useCommands();
  const text = useText().tasks;
  const say = text.route;
  const now = useRef(points);
  now.current = points;
  useEffect(() => {
    const shown = points.map(({ lon, lat, name }) => ({ lon, lat, name, isDone: false }));
    view.change({
      trail: points.length > 0 ? { points: shown, line: points.map(({ lon, lat }) => [lon, lat]) } : null,
    });
  }, [view, points]);
  useEffect(() => () => view.change({ trail: null, mapAim: null }), [view]);
  const add = () =>
    askForMapPoints(view, ({ lon, lat }) => {
      const before = now.current;
      if (before.length >= POINTS_LIMIT) return;
      const key = Math.max(0, ...before.map((point) => point.key)) + 1;
      const place = { lon: rounded(lon), lat: rounded(lat) };
      // The next click may come before this one has been drawn.
      now.current = [...before, { key, ...place, name: say.defaultPoint(key), radiusM: DEFAULT_RADIUS_M }];
      onChange(now.current);
    });
  const change = (index: number, part: Partial<DraftPoint>) =>
    onChange(points.map((point, at) => (at === index ? { ...point, ...part } : point)));
  return (
    <div className="points-editor">
      <div className="points-editor__head">
        <Button onClick={add} disabled={points.length >= POINTS_LIMIT} data-testid="points-add">
          {text.form.addPoints}
        </Button>
        <span className="field__hint">{text.form.pointsHint}</span>
      </div>
      <ol className="points-editor__rows">
        {points.map((point, index) => (
          <li key={point.key} className="points-editor__row">
            <span className="task-point__number">{index + 1}</span>
            <input
              className="input"
              value={point.name}
              maxLength={60}
              aria-label={say.pointName}
              onChange={(event) => change(index, { name: event.target.value })}
            />
            <RadiusField
              label={say.radiusM}
              radiusM={point.radiusM}
              maxLength={3}
              onChange={(radiusM) => change(index, { radiusM })}
            />
            <Button
              look="plain"
              aria-label={say.up}
              disabled={index === 0}
              onClick={() => onChange(moved(points, index, -1))}
            >
              ↑
            </Button>
            <Button
              look="plain"
              aria-label={say.down}
              disabled={index === points.length - 1}
              onClick={() => onChange(moved(points, index, 1))}
            >
              ↓
            </Button>
            <Button look="plain" aria-label={say.remove} onClick={() => onChange(points.toSpliced(index, 1))}>
              ×
            </Button>
          </li>
        ))}
      </ol>
    </div>
  );
}

const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
