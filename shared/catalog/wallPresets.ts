/** Compositions every station has from its first day. Changed at a desk by saving a copy; their names stand in shared/text/wall.ts. */
import type { WallPreset } from '../domain/wallPlan.ts';
import type { WallContent, WallRegion } from '../domain/wallRegion.ts';

type Plain = Exclude<WallContent['kind'], 'map' | 'video' | 'incident'>;

const region = (
  id: string,
  [column, row, columns, rows]: readonly [number, number, number, number],
  content: WallContent,
): WallRegion => ({ id, column, row, columns, rows, content });
const plain = (kind: Plain, box: readonly [number, number, number, number]) => region(kind, box, { kind });
const map = (box: readonly [number, number, number, number]) =>
  region('map', box, { kind: 'map', isTouring: true, incidentId: null });
const incident = (box: readonly [number, number, number, number]) =>
  region('incident', box, { kind: 'incident', incidentId: null });
const video = (box: readonly [number, number, number, number], layout: 4 | 9) =>
  region('video', box, { kind: 'video', layout, channelIds: [], followsIncident: true, incidentId: null });

export const WALL_PRESETS: readonly WallPreset[] = [
  {
    id: 'overview',
    name: '综合态势',
    columns: 24,
    rows: 12,
    regions: [
      plain('queue', [0, 0, 6, 7]),
      plain('numbers', [0, 7, 6, 4]),
      map([6, 0, 12, 11]),
      plain('clock', [18, 0, 6, 2]),
      plain('coverage', [18, 2, 6, 3]),
      plain('trend', [18, 5, 6, 3]),
      plain('response', [18, 8, 6, 3]),
      plain('ticker', [0, 11, 24, 1]),
    ],
  },
  {
    id: 'emergency',
    name: '应急',
    columns: 24,
    rows: 12,
    regions: [
      incident([0, 0, 7, 11]),
      map([7, 0, 8, 11]),
      video([15, 0, 9, 6], 4),
      plain('queue', [15, 6, 9, 5]),
      plain('ticker', [0, 11, 24, 1]),
    ],
  },
  {
    id: 'videoWall',
    name: '视频墙',
    columns: 24,
    rows: 12,
    regions: [
      video([0, 0, 19, 11], 9),
      plain('clock', [19, 0, 5, 2]),
      plain('queue', [19, 2, 5, 9]),
      plain('ticker', [0, 11, 24, 1]),
    ],
  },
  {
    id: 'shiftCoverage',
    name: '班组与覆盖',
    columns: 24,
    rows: 12,
    regions: [
      plain('roster', [0, 0, 9, 11]),
      plain('coverage', [9, 0, 7, 5]),
      plain('numbers', [9, 5, 7, 6]),
      plain('clock', [16, 0, 8, 2]),
      map([16, 2, 8, 9]),
      plain('ticker', [0, 11, 24, 1]),
    ],
  },
  {
    id: 'figures',
    name: '今日数字',
    columns: 24,
    rows: 12,
    regions: [
      plain('numbers', [0, 0, 8, 5]),
      plain('response', [8, 0, 8, 5]),
      plain('clock', [16, 0, 8, 2]),
      plain('coverage', [16, 2, 8, 3]),
      plain('trend', [0, 5, 10, 6]),
      plain('breakdown', [10, 5, 14, 6]),
      plain('ticker', [0, 11, 24, 1]),
    ],
  },
  {
    id: 'overviewWide',
    name: '综合态势（宽屏）',
    columns: 48,
    rows: 12,
    regions: [
      plain('queue', [0, 0, 8, 6]),
      plain('response', [0, 6, 8, 5]),
      plain('numbers', [8, 0, 7, 6]),
      plain('trend', [8, 6, 7, 5]),
      map([15, 0, 18, 11]),
      plain('coverage', [33, 0, 7, 5]),
      plain('roster', [33, 5, 7, 6]),
      plain('clock', [40, 0, 8, 3]),
      video([40, 3, 8, 8], 4),
      plain('ticker', [0, 11, 48, 1]),
    ],
  },
  {
    id: 'emergencyWide',
    name: '应急（宽屏）',
    columns: 48,
    rows: 12,
    regions: [
      incident([0, 0, 10, 11]),
      map([10, 0, 16, 11]),
      video([26, 0, 14, 11], 4),
      plain('clock', [40, 0, 8, 3]),
      plain('queue', [40, 3, 8, 8]),
      plain('ticker', [0, 11, 48, 1]),
    ],
  },
];

/** What stands instead on a canvas that is far wider than it is high. */
export const WIDE_FORMS: Readonly<Record<string, string>> = { overview: 'overviewWide', emergency: 'emergencyWide' };
