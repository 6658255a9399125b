import { useEffect, useRef } from 'react';
import { TOPOLOGY_KINDS, type TopologyProblem } from '#shared/wire/sceneReport.ts';
import { useCommands, useText } from '../desk.tsx';
import { useLibrary, useScenes } from './useScenes.ts';

const NEAR_M = 900;

/** The findings as they are marked on the map; a click flies there, a click on a mark brings its line here. */
export function ProblemList({
  problems,
  counts,
}: {
  readonly problems: readonly TopologyProblem[];
  readonly counts: Readonly<Record<string, number>>;
}) {
  const { map } = useCommands();
  const library = useLibrary();
  const say = useText().scenes;
  const marked = useScenes((state) => state.marked);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (marked !== null) list.current?.children[marked]?.scrollIntoView({ block: 'nearest' });
  }, [marked]);
  const look = (index: number, { at: [lon, lat] }: TopologyProblem) => {
    library.change({ marked: index });
    map()?.flyTo({ lon, lat, distanceM: NEAR_M });
  };
  return (
    <>
      <p className="pack-counts">
        {TOPOLOGY_KINDS.flatMap((kind) =>
          counts[kind]
            ? [
                <span key={kind}>
                  {say.topology[kind]} <strong>{counts[kind]}</strong>
                </span>,
              ]
            : [],
        )}
      </p>
      <ol className="pack-problems" ref={list} data-testid="scene-problems">
        {problems.map((problem, index) => (
          <li key={[problem.kind, problem.code, problem.other, ...problem.at].join(' ')}>
            <button
              type="button"
              className="pack-problem"
              aria-pressed={index === marked}
              onClick={() => look(index, problem)}
              data-testid={`scene-problem-${index}`}
              data-kind={problem.kind}
            >
              <span className="pack-problem__number">{index + 1}</span>
              <span className="pack-problem__text">{say.problem(problem)}</span>
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}
