/** What of a desk can be sent to the wall now, the likeliest first. Pure. */
import { VIDEO_LAYOUTS } from '#shared/domain/videoPlan.ts';
import type { WallContent } from '#shared/domain/wallRegion.ts';

type MapLook = NonNullable<Extract<WallContent, { kind: 'map' }>['at']>;

export interface OnDesk {
  /** The incident being worked on, while it is open. */
  readonly incidentId: string | null;
  /** Cameras on the page, the one in hand first. */
  readonly channelIds: readonly string[];
  /** Where its map looks; null: it has none. */
  readonly looksAt: MapLook | null;
  /** They are what the officer looks at: their sheet stands open. */
  readonly isWatching: boolean;
}

/** What needs nothing of a desk to stand on a wall. */
const PLAIN = ['queue', 'roster', 'coverage', 'numbers', 'response', 'trend', 'breakdown'] as const;
export type Sendable = 'incident' | 'map' | 'sight' | 'tiles' | 'view' | (typeof PLAIN)[number];

export function sendables({
  incidentId,
  channelIds,
  isWatching,
  looksAt,
}: OnDesk): readonly (readonly [Sendable, WallContent])[] {
  const shown = [...new Set(channelIds)].slice(0, 25);
  const tiles: readonly (readonly [Sendable, WallContent])[] =
    shown.length === 0
      ? []
      : [
          [
            'tiles',
            {
              kind: 'video',
              layout: VIDEO_LAYOUTS.find((layout) => layout >= shown.length) ?? 25,
              channelIds: shown,
              followsIncident: false,
              incidentId: null,
            },
          ],
        ];
  const incident: readonly (readonly [Sendable, WallContent])[] =
    incidentId === null
      ? []
      : [
          ['incident', { kind: 'incident', incidentId }],
          ['map', { kind: 'map', isTouring: false, incidentId }],
          ['sight', { kind: 'video', layout: 4, channelIds: [], followsIncident: true, incidentId }],
        ];
  const view: readonly (readonly [Sendable, WallContent])[] =
    looksAt === null ? [] : [['view', { kind: 'map', isTouring: false, incidentId: null, at: looksAt }]];
  return [
    ...(isWatching ? [...tiles, ...incident] : [...incident, ...tiles]),
    ...view,
    ...PLAIN.map((kind) => [kind, { kind }] as const),
  ];
}
