import { useEffect, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { useText } from '../desk.tsx';

const SAID_MS = 2_000;

/** Puts text on the clipboard and says so for a moment, or says that it could not. */
export function CopyButton({
  text,
  children,
  testId,
}: {
  readonly text: string;
  readonly children: string;
  readonly testId?: string;
}) {
  const words = useText().links;
  const [state, setState] = useState<'ready' | 'copied' | 'failed'>('ready');
  useEffect(() => {
    if (state === 'ready') return;
    const timer = setTimeout(() => setState('ready'), SAID_MS);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
    } catch {
      // A plain browser without a secure origin has no clipboard.
      setState('failed');
    }
  };
  return (
    <Button onClick={() => void copy()} data-testid={testId} data-state={state}>
      {state === 'ready' ? children : state === 'copied' ? words.copied : words.copyFailed}
    </Button>
  );
}
