import { useSyncExternalStore } from 'react';
import { useReplaySession } from './desk.tsx';

const EVERY_MS = 250;

/** The moment shown: while it plays turning over four times a second, else to the millisecond, for what happened then is in it. */
export function useReplayAt(): number {
  const replay = useReplaySession();
  return useSyncExternalStore(
    (listener) => {
      const stop = replay.changes.subscribe(listener);
      const timer = setInterval(listener, EVERY_MS);
      return () => {
        stop();
        clearInterval(timer);
      };
    },
    () => (replay.state.isPlaying ? Math.floor(replay.at / EVERY_MS) * EVERY_MS : replay.at),
  );
}
