import type { TaskAudience } from '#shared/domain/task.ts';
import type { TaskCommandInput } from '#shared/domain/taskCommands.ts';
import type { MapPoint } from '../../commands/deskView.ts';
import type { Selection } from '../../live/selection.ts';

/** Everything the form has asked, whichever kind is chosen: changing one's mind loses nothing. */
export interface AudienceDraft {
  readonly kind: TaskAudience['kind'];
  readonly unitId: string;
  readonly team: readonly string[];
  readonly grid: { readonly code: string; readonly name: string } | null;
  readonly centre: MapPoint | null;
  readonly radiusM: number;
}

export const AUDIENCE_KINDS = ['unit', 'team', 'grid', 'radius'] as const satisfies readonly TaskAudience['kind'][];
const RADIUS_M = 500;
const LEAST_RADIUS_M = 50;

/** What is selected on the map is most likely whom it is for. */
export function startAudience(selection: Selection | null): AudienceDraft {
  const nobody = { kind: 'unit', unitId: '', team: [], grid: null, centre: null, radiusM: RADIUS_M } as const;
  if (selection?.kind === 'unit') return { ...nobody, unitId: selection.id };
  if (selection?.kind === 'grid') return { ...nobody, kind: 'grid', grid: { code: selection.id, name: selection.id } };
  return nobody;
}

/** Null while it does not yet say whom it is for. */
export function audienceOf({
  kind,
  unitId,
  team,
  grid,
  centre,
  radiusM,
}: AudienceDraft): TaskCommandInput<'task.publish'>['audience'] | null {
  switch (kind) {
    case 'unit':
      return unitId ? { kind, unitId } : null;
    case 'team':
      return team.length > 0 ? { kind, unitIds: [...team] } : null;
    case 'grid':
      return grid && { kind, gridCode: grid.code };
    case 'radius':
      return centre && radiusM >= LEAST_RADIUS_M ? { kind, ...centre, radiusM } : null;
  }
}
