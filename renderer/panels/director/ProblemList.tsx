import type { Problem } from '#shared/kit/result.ts';
import { usePick } from './director.tsx';

/** What is wrong, each with the field it is about; a press goes there where there is somewhere to go. */
export function ProblemList({
  problems,
  onGo,
}: {
  readonly problems: readonly Problem[];
  readonly onGo?: (path: string) => void;
}) {
  const say = usePick();
  return (
    <ul className="problems" data-testid="problems">
      {problems.map((problem) => (
        <li key={`${problem.path} ${problem.en}`}>
          {onGo ? (
            <button type="button" className="problems__path" onClick={() => onGo(problem.path)}>
              {problem.path || '/'}
            </button>
          ) : (
            <code className="problems__path">{problem.path || '/'}</code>
          )}
          <span>{say(problem)}</span>
        </li>
      ))}
    </ul>
  );
}
