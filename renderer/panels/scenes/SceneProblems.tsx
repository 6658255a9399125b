import { useEffect, useRef } from 'react';
import type { TopologyProblem } from '#shared/wire/sceneReport.ts';
import type { SceneLibrary } from '../../live/sceneLibrary.ts';
import { useFollow } from '../../ui/useFollow.ts';
import { useCommands, useText } from '../desk.tsx';
import './scenes.css';

/** More than these are a crowd in which no single one can be clicked; the list has them all. */
const MOST_MARKS = 200;

/** What an import found, over the map: a mark each, which follows the camera. */
export function SceneProblems() {
  const { scenes } = useCommands().machine;
  return scenes ? <Marks library={scenes} /> : null;
}

function Marks({ library }: { readonly library: SceneLibrary }) {
  const { map } = useCommands();
  const say = useText().scenes;
  const problems = useFollow(library.changes, () => library.state.problems);
  const marked = useFollow(library.changes, () => library.state.marked);
  const host = useRef<HTMLDivElement>(null);
  const shown = problems.slice(0, MOST_MARKS);
  useEffect(() => {
    if (problems.length === 0) return;
    let frame = 0;
    const place = () => {
      frame = requestAnimationFrame(place);
      const marks = host.current?.children ?? [];
      for (const [index, mark] of [...marks].entries()) putOn(mark as HTMLElement, map, problems[index]);
    };
    place();
    return () => cancelAnimationFrame(frame);
  }, [problems, map]);
  if (shown.length === 0) return null;
  return (
    <div className="pack-marks" ref={host} data-testid="scene-marks">
      {shown.map((problem, index) => (
        <button
          key={keyOf(problem)}
          type="button"
          className="pack-mark"
          data-marked={index === marked}
          aria-label={say.problem(problem)}
          onClick={() => library.change({ marked: index })}
          data-testid={`scene-mark-${index}`}
        >
          {index === marked ? say.problem(problem) : index + 1}
        </button>
      ))}
    </div>
  );
}

/** What was found where: two findings may concern one area. */
const keyOf = ({ kind, code, other, at }: TopologyProblem) => [kind, code, other, ...at].join(' ');

function putOn(
  mark: HTMLElement,
  map: ReturnType<typeof useCommands>['map'],
  problem: TopologyProblem | undefined,
): void {
  const at = problem ? (map()?.project(...problem.at) ?? null) : null;
  mark.hidden = at === null;
  if (at) mark.style.transform = `translate(-50%, -50%) translate(${Math.round(at.x)}px, ${Math.round(at.y)}px)`;
}
