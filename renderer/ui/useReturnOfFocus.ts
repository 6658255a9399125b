import { useEffect } from 'react';

/** When what calls this goes, the focus goes back to where it was, if that is still there and nobody has taken it since. */
export function useReturnOfFocus(): void {
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      const { activeElement } = document;
      const isTaken = activeElement !== null && activeElement !== document.body && activeElement.isConnected;
      if (!isTaken && before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
}
