import { useEffect, useRef, useState } from 'react';

interface HoldButtonProps {
  readonly label: string;
  readonly hint: string;
  readonly onHeld: () => void;
}

const HOLD_MS = 1_500;

/** Guarded against mis-touch: does nothing until it was held. By keyboard, the key is held. */
export function HoldButton({ label, hint, onHeld }: HoldButtonProps) {
  const [isHeld, setHeld] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const release = () => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
    setHeld(false);
  };
  const press = () => {
    if (timer.current !== null) return;
    setHeld(true);
    timer.current = setTimeout(() => {
      release();
      onHeld();
    }, HOLD_MS);
  };
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
    },
    [],
  );
  return (
    <button
      type="button"
      className="sos"
      data-held={isHeld}
      aria-label={hint}
      title={hint}
      onPointerDown={press}
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
