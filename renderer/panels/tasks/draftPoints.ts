import type { MapPoint } from '../../commands/deskView.ts';

/** A check-point while it is being drawn up. */
export interface DraftPoint extends MapPoint {
  /** Stays with it while it is moved up and down. */
  readonly key: number;
  readonly name: string;
  readonly radiusM: number;
}

export const DEFAULT_RADIUS_M = 40;
/** As the core takes them (shared/domain/taskCommands.ts). */
export const POINTS_LIMIT = 40;

export function moved(points: readonly DraftPoint[], index: number, by: 1 | -1): readonly DraftPoint[] {
  const [point] = points.slice(index, index + 1);
  const target = index + by;
  if (!point || target < 0 || target >= points.length) return points;
  return points.toSpliced(index, 1).toSpliced(target, 0, point);
}

/** As a command takes it. */
export const statedPoints = (points: readonly DraftPoint[]) =>
  points.map(({ name, lon, lat, radiusM }) => ({ name: name.trim(), lon, lat, radiusM }));
