import { useEffect, useRef, useState } from 'react';
import './beacon.css';

const BEAT_MS = 1_000;

/**
 * The proof that this window is painted: a few points in a corner change colour each second, and once the frame with the new
 * colour is out, it is said. A page that hangs counts no more; a picture that hangs shows the same colour for ever.
 */
export function PaintBeacon({ onPainted }: { readonly onPainted: (count: number) => void }) {
  const [count, setCount] = useState(0);
  const frame = useRef(0);
  const told = useRef(onPainted);
  told.current = onPainted;
  useEffect(() => {
    const beat = setInterval(() => setCount((held) => held + 1), BEAT_MS);
    return () => clearInterval(beat);
  }, []);
  useEffect(() => {
    // The first call comes before the frame with this colour is painted, the second after it.
    frame.current = requestAnimationFrame(() => {
      frame.current = requestAnimationFrame(() => told.current(count));
    });
    return () => cancelAnimationFrame(frame.current);
  }, [count]);
  return <div className="wall-beacon" data-beat={count % 4} data-testid="wall-beacon" aria-hidden="true" />;
}
