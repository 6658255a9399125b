import { useSyncExternalStore } from 'react';
import { hexDump } from './hexDump.ts';

/** Where the desk itself draws closer together (duty.css): sixteen bytes do not fit beside their characters then. */
const SMALL_SCREEN = '(max-width: 1500px)';

/** Offset, bytes, and what of them can be printed. */
export function HexDump({ raw }: { readonly raw: string }) {
  const isSmall = useSyncExternalStore(watchScreen, () => window.matchMedia(SMALL_SCREEN).matches);
  return (
    <pre className={isSmall ? 'hex-dump hex-dump--small selectable' : 'hex-dump selectable'}>
      {hexDump(raw, isSmall ? 8 : 16).map(({ offset, hex, ascii }) => (
        <span className="hex-dump__line" key={offset}>
          <span className="hex-dump__offset">{offset}</span>
          <span className="hex-dump__hex">{hex}</span>
          <span className="hex-dump__ascii">{ascii}</span>
        </span>
      ))}
    </pre>
  );
}

function watchScreen(listener: () => void): () => void {
  const query = window.matchMedia(SMALL_SCREEN);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}
