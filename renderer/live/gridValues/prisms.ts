import { classOf, type GridMeasure, type GridValues, prismHeightM } from './fold.ts';

/** One grid's prism as the map draws it: how tall, which of four classes, and the number on top. */
export interface GridPrism {
  readonly heightM: number;
  readonly class: number;
  readonly text: string;
}

const MADE = new WeakMap<GridValues, ReadonlyMap<string, GridPrism>>();

/** The same object for the same values: the map rebuilds only what changed. */
export function gridPrisms(values: GridValues | null): ReadonlyMap<string, GridPrism> | null {
  if (values === null) return null;
  const held = MADE.get(values);
  if (held) return held;
  const { measure } = values;
  const prisms = new Map(
    [...values.values].map(([code, value]) => [
      code,
      { heightM: prismHeightM(measure, value), class: classOf(measure, value), text: figure(measure, value) },
    ]),
  );
  MADE.set(values, prisms);
  return prisms;
}

/** Minutes to a tenth; counts as they are. */
const figure = (measure: GridMeasure, value: number) => (measure === 'response' ? value.toFixed(1) : String(value));
