import type { Fix } from '#main/core/tracks/fix.ts';

const UNITS = 50;
const AT = Date.UTC(2026, 10, 21, 9);

/** The `index`th fix of fifty units that report once a minute: its number can be read back from it. */
export function numberedFix(index: number): Fix {
  const round = Math.floor(index / UNITS);
  const at = AT + round * 60_000;
  return {
    unitId: `u-${index % UNITS}`,
    source: 'osmand',
    lon: 110 + round * 1e-5,
    lat: 25.07,
    courseDegrees: null,
    speedMps: null,
    accuracyM: 5,
    batteryPercent: 80,
    fixAt: at,
    receivedAt: at,
    deviceAt: at,
    staleAt: null,
    raw: null,
  };
}

export const numberOf = ({ unitId, lon }: { readonly unitId: string; readonly lon: number }): number =>
  Math.round((lon - 110) * 1e5) * UNITS + Number(unitId.slice(2));
