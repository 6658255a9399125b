import { useSyncExternalStore } from 'react';
import { useReplaySession } from './desk.tsx';

const EVERY_MS = 250;

/** The moment shown, turning over four times a second, and at once when it is changed by hand. */
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
    () => Math.floor(replay.at / EVERY_MS) * EVERY_MS,
  );
}
