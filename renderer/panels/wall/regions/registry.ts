/** What stands in a region, by its kind. A new kind is one file here, one line, and its word in shared/text/wall.ts. */
import type { ComponentType } from 'react';
import type { WallRegionKind } from '#shared/domain/wallRegion.ts';
import { BreakdownRegion } from './BreakdownRegion.tsx';
import { ClockRegion } from './ClockRegion.tsx';
import { CoverageRegion } from './CoverageRegion.tsx';
import { IncidentRegion } from './IncidentRegion.tsx';
import { NumbersRegion } from './NumbersRegion.tsx';
import { QueueRegion } from './QueueRegion.tsx';
import { ResponseRegion } from './ResponseRegion.tsx';
import { RosterRegion } from './RosterRegion.tsx';
import { TickerRegion } from './TickerRegion.tsx';
import { TrendRegion } from './TrendRegion.tsx';

type Plain = Exclude<WallRegionKind, 'map' | 'video' | 'incident'>;

export const REGION_VIEWS: Readonly<Record<Plain, ComponentType>> & {
  readonly incident: ComponentType<{ readonly incidentId: string | null }>;
} = {
  queue: QueueRegion,
  incident: IncidentRegion,
  numbers: NumbersRegion,
  trend: TrendRegion,
  response: ResponseRegion,
  breakdown: BreakdownRegion,
  ticker: TickerRegion,
  roster: RosterRegion,
  coverage: CoverageRegion,
  clock: ClockRegion,
};
