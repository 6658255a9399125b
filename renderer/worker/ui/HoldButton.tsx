import { useCallback, useEffect, useRef, useState } from 'react';

interface HoldButtonProps {
  readonly label: string;
  readonly hint: string;
  readonly onHeld: () => void;
}

const HOLD_MS = 1_500;
/** A pocket presses with something that slides. */
const STEADY_PX = 30;

/**
 * One key, guarded against mis-touch: nothing until one finger has held it, alone and steadily. A second finger or palm on the
 * screen, a slide, the screen going off all let go of it. By keyboard, the key is held.
 */
export function HoldButton({ label, hint, onHeld }: HoldButtonProps) {
  const [isHeld, setHeld] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const from = useRef({ x: 0, y: 0 });
  const release = useCallback(() => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
    setHeld(false);
  }, []);
  const press = () => {
    if (timer.current !== null) return;
    setHeld(true);
    timer.current = setTimeout(() => {
      release();
      onHeld();
    }, HOLD_MS);
  };
  useEffect(() => {
    const alone = ({ isPrimary }: PointerEvent) => void (!isPrimary && release());
    window.addEventListener('pointerdown', alone);
    document.addEventListener('visibilitychange', release);
    return () => {
      window.removeEventListener('pointerdown', alone);
      document.removeEventListener('visibilitychange', release);
      release();
    };
  }, [release]);
  return (
    <button
      type="button"
      className="sos"
      data-held={isHeld}
      aria-label={hint}
      title={hint}
      onPointerDown={({ isPrimary, clientX, clientY }) => {
        if (!isPrimary) return;
        from.current = { x: clientX, y: clientY };
        press();
      }}
      onPointerMove={({ clientX, clientY }) => {
        if (Math.hypot(clientX - from.current.x, clientY - from.current.y) > STEADY_PX) release();
      }}
      onPointerUp={release}
      onPointerLeave={release}
      onPointerCancel={release}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={({ key, repeat }) => {
        if ((key === 'Enter' || key === ' ') && !repeat) press();
      }}
      onKeyUp={release}
      data-testid="sos"
    >
      {label}
    </button>
  );
}
