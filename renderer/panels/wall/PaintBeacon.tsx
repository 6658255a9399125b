import { useEffect, useRef, useState } from 'react';
import { useCommands } from '../desk.tsx';
import './beacon.css';

const BEAT_MS = 1_000;

/**
 * The proof that this window is painted: a few points in a corner change colour each second, and once the frame with the new
 * colour is out, the shell is told the count. A page that hangs counts no more; a picture that hangs shows the same colour for ever.
 */
export function PaintBeacon() {
  const { machine } = useCommands();
  const [count, setCount] = useState(0);
  const frame = useRef(0);
  useEffect(() => {
    const beat = setInterval(() => setCount((held) => held + 1), BEAT_MS);
    return () => clearInterval(beat);
  }, []);
  useEffect(() => {
    // The first call comes before the frame with this colour is painted, the second after it.
    frame.current = requestAnimationFrame(() => {
      frame.current = requestAnimationFrame(() => machine.wallPainted(count));
    });
    return () => cancelAnimationFrame(frame.current);
  }, [count, machine]);
  return <div className="wall-beacon" data-beat={count % 4} data-testid="wall-beacon" aria-hidden="true" />;
}
