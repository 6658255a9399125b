// What came without a stated system, compared with the roads of another file.
import type { DatumGuess } from '#shared/wire/sceneReport.ts';
import { guessDatum } from './datumGuess.ts';
import { ImportRefused } from './formats/read.ts';
import { linesOf, pointOf, polygonsIn } from './source.ts';
import type { VectorInput } from './vectorInputs.ts';

const COMPARED = ['grids', 'buildings', 'places'];

export interface DatumFinding {
  readonly from: string;
  readonly guess: DatumGuess;
  /** Somebody said which system it is in: a finding against that is a remark. */
  readonly isStated: boolean;
}

/** The first file whose places lie beside the roads as read, and on them in another datum; null when all agree. */
export function findShifted(inputs: readonly VectorInput[]): DatumFinding | null {
  const roads = inputs.find(({ role }) => role === 'roads');
  if (!roads) return null;
  const lines = roads.features.flatMap((one) => linesOf(one));
  const compared = COMPARED.flatMap((role) =>
    inputs.filter((input) => input.role === role && input.from !== roads.from && input.crs !== 'file'),
  );
  for (const { from, features, crs } of compared) {
    const points = features.flatMap((one) => {
      const point = pointOf(one);
      return [...polygonsIn(one).flatMap((rings) => rings[0] ?? []), ...(point ? [point] : [])];
    });
    const guess = guessDatum(points, lines);
    if (guess) return { from, guess, isStated: crs === 'operator' };
  }
  return null;
}

/** The finding as a remark; refuses `datum` when nobody has said what system it is. */
export function compareDatum(inputs: readonly VectorInput[]): DatumGuess | null {
  const found = findShifted(inputs);
  if (!found) return null;
  const { from, guess, isStated } = found;
  if (isStated) return guess;
  throw new ImportRefused(
    'datum',
    `${from} 与道路相比${guess.sentence}；请用 --crs ${guess.datum} 转换，或用 --crs wgs84 确认无误`,
    `${from} is shifted against the roads by about ${guess.offsetM} m: say --crs ${guess.datum}, or --crs wgs84 to keep it`,
  );
}
