const BYTES_A_LINE = 16;

export interface HexLine {
  readonly offset: string;
  /** Two groups of eight. */
  readonly hex: string;
  readonly ascii: string;
}

/** Offset, bytes and what of them is printable ASCII, sixteen a line. `raw`: lower case hex. */
export function hexDump(raw: string): HexLine[] {
  const bytes = raw.match(/../g) ?? [];
  return Array.from({ length: Math.ceil(bytes.length / BYTES_A_LINE) }, (_, line) => {
    const row = bytes.slice(line * BYTES_A_LINE, (line + 1) * BYTES_A_LINE);
    const half = BYTES_A_LINE / 2;
    return {
      offset: (line * BYTES_A_LINE).toString(16).padStart(4, '0'),
      hex: [row.slice(0, half).join(' '), row.slice(half).join(' ')].filter(Boolean).join('  '),
      ascii: row.map(toPrintable).join(''),
    };
  });
}

function toPrintable(byte: string): string {
  const code = Number.parseInt(byte, 16);
  return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : '·';
}
