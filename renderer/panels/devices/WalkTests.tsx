import { useState } from 'react';
import type { WalkTestState } from '#shared/domain/walkTest.ts';
import { formatDayTime } from '#shared/text/time.ts';
import { Button } from '../../ui/Button.tsx';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { useLive, useText } from '../desk.tsx';
import { WalkRunning } from './WalkRunning.tsx';
import { WalkStart } from './WalkStart.tsx';
import { provedCount } from './walkCounts.ts';
import './walk.css';

/** Walk tests: the one that is being watched, else a new one to start and those there were. */
export function WalkTests({
  chosen,
  onChosen,
}: {
  readonly chosen: ReadonlySet<string>;
  readonly onChosen: (chosen: ReadonlySet<string>) => void;
}) {
  const text = useText();
  const say = text.walkTest;
  const tests = useLive(({ live }) => [...live.world.walkTests.values()].reverse(), isShallowEqual);
  const running = tests.filter(({ finishedAt }) => finishedAt === null);
  const [watchedId, setWatchedId] = useState<string | null>(null);
  const [isListed, setListed] = useState(false);
  // The only one that runs is what somebody who opens this has come for, unless a new row was chosen.
  const fallback = chosen.size === 0 && !isListed ? running[0] : undefined;
  const watched = tests.find(({ id }) => id === watchedId) ?? fallback;
  if (watched) {
    return (
      <WalkRunning
        key={watched.id}
        walk={watched}
        onLeave={() => {
          setWatchedId(null);
          setListed(true);
        }}
      />
    );
  }
  return (
    <div className="walk-tests">
      <WalkStart
        chosen={chosen}
        onChosen={onChosen}
        onStarted={(id) => {
          onChosen(new Set());
          setWatchedId(id);
        }}
      />
      <section aria-label={say.toList} className="walk-tests__list">
        <h3 className="walk-tests__title">{say.toList}</h3>
        {tests.length === 0 && <p className="devices-empty">{say.none}</p>}
        <ul>
          {tests.map((walk) => (
            <li key={walk.id} className="walk-tests__row">
              <WalkLine walk={walk} onOpen={() => setWatchedId(walk.id)} />
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function WalkLine({ walk, onOpen }: { readonly walk: WalkTestState; readonly onOpen: () => void }) {
  const say = useText().walkTest;
  return (
    <>
      <span className={walk.finishedAt === null ? 'walk-tests__state is-running' : 'walk-tests__state'}>
        {walk.finishedAt === null ? say.running : say.finished}
      </span>
      <strong className="ellipsis">{walk.name}</strong>
      <span className="device-row__faint">{formatDayTime(walk.startedAt)}</span>
      <span>{say.progress(provedCount(walk), walk.entries.length)}</span>
      <Button onClick={onOpen}>{say.open}</Button>
    </>
  );
}
