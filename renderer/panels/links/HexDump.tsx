import { hexDump } from './hexDump.ts';

/** Offset, sixteen bytes, and what of them can be printed. */
export function HexDump({ raw }: { readonly raw: string }) {
  return (
    <pre className="hex-dump selectable">
      {hexDump(raw).map(({ offset, hex, ascii }) => (
        <span className="hex-dump__line" key={offset}>
          <span className="hex-dump__offset">{offset}</span>
          <span className="hex-dump__hex">{hex}</span>
          <span className="hex-dump__ascii">{ascii}</span>
        </span>
      ))}
    </pre>
  );
}
