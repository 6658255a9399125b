import { useEffect, useState } from 'react';
import type { Scenario } from '#shared/wire/scenario.ts';
import { useDirector } from './director.tsx';

/** A scenario as the core keeps it, read once for a hash; null until it has come. */
export function useScenario(scenarioId: string | undefined, hash: string | undefined): Scenario | null {
  const { feed } = useDirector();
  const [read, setRead] = useState<{ readonly hash: string | undefined; readonly scenario: Scenario } | null>(null);
  useEffect(() => {
    if (scenarioId === undefined) return;
    let isWanted = true;
    void feed.readScenario(scenarioId).then((answer) => {
      if (isWanted && answer.ok) setRead({ hash, scenario: answer.value });
    });
    return () => {
      isWanted = false;
    };
  }, [feed, scenarioId, hash]);
  return read && read.hash === hash && read.scenario.id === scenarioId ? read.scenario : null;
}
