const BYTES_A_LINE = 16;

export interface HexLine {
  readonly offset: string;
  /** In groups of eight. */
  readonly hex: string;
  readonly ascii: string;
}

/** Offset, bytes and what of them is printable ASCII. `raw`: lower case hex. */
export function hexDump(raw: string, bytesALine = BYTES_A_LINE): HexLine[] {
  const bytes = raw.match(/../g) ?? [];
  return Array.from({ length: Math.ceil(bytes.length / bytesALine) }, (_, line) => {
    const row = bytes.slice(line * bytesALine, (line + 1) * bytesALine);
    const half = BYTES_A_LINE / 2;
    return {
      offset: (line * bytesALine).toString(16).padStart(4, '0'),
      hex: [row.slice(0, half).join(' '), row.slice(half).join(' ')].filter(Boolean).join('  '),
      ascii: row.map(toPrintable).join(''),
    };
  });
}

function toPrintable(byte: string): string {
  const code = Number.parseInt(byte, 16);
  return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : '·';
}
