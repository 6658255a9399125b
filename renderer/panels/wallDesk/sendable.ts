/** What of a desk can be sent to the wall now, the likeliest first. Pure. */
import { VIDEO_LAYOUTS } from '#shared/domain/videoPlan.ts';
import type { WallContent } from '#shared/domain/wallRegion.ts';

export interface OnDesk {
  /** The incident being worked on, while it is open. */
  readonly incidentId: string | null;
  /** Cameras on the page, the one in hand first. */
  readonly channelIds: readonly string[];
  /** They are what the officer looks at: their sheet stands open. */
  readonly isWatching: boolean;
}

export type Sendable = 'incident' | 'map' | 'sight' | 'tiles' | 'queue' | 'roster' | 'coverage' | 'numbers';

export function sendables({
  incidentId,
  channelIds,
  isWatching,
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
  return [
    ...(isWatching ? [...tiles, ...incident] : [...incident, ...tiles]),
    ['queue', { kind: 'queue' }],
    ['roster', { kind: 'roster' }],
    ['coverage', { kind: 'coverage' }],
    ['numbers', { kind: 'numbers' }],
  ];
}
