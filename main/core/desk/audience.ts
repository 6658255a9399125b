/** Whom an area, a radius, a team or a linked group means at this moment: asked for tasks and for broadcasts alike. */
import type { TaskCommandBody } from '#shared/domain/taskCommands.ts';
import { isWithinArea } from '#shared/geo/areaCode.ts';
import { distanceM } from '#shared/geo/earth.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import type { ExecuteContext } from './command.ts';

type Audience = TaskCommandBody<'task.publish'>['audience'] | TaskCommandBody<'message.broadcast'>['audience'];
type Context = Pick<ExecuteContext, 'desk' | 'locate' | 'field'>;

/**
 * Units whose post lies in the area or the radius, and those seen there now; a team as it is named; of linked groups the units
 * whose phone or terminal is a member. Each once.
 */
export function unitsMeantBy(context: Context, audience: Audience): Result<string[]> {
  const { units, linkage } = context.desk.world;
  switch (audience.kind) {
    case 'everyone':
      return ok([...units.keys()]);
    case 'unit':
    case 'team': {
      const named = [...new Set(audience.kind === 'unit' ? [audience.unitId] : audience.unitIds)];
      const stranger = named.find((unitId) => !units.has(unitId));
      return stranger === undefined ? ok(named) : refuse('unknownUnit', `没有登记力量 ${stranger}`);
    }
    case 'groups': {
      const stranger = audience.groupIds.find((groupId) => !linkage.groups.has(groupId));
      if (stranger !== undefined) return refuse('unknownGroup', `没有联动单位 ${stranger}`);
      const members = audience.groupIds.flatMap((groupId) => linkage.groups.get(groupId)?.members ?? []);
      const reached = members.flatMap(({ channel }) => ('unitId' in channel ? [channel.unitId] : []));
      return ok([...new Set(reached)].filter((unitId) => units.has(unitId)));
    }
    case 'grid':
      return ok(unitsAt(context, ({ lon, lat }) => isIn(context, { lon, lat }, audience.gridCode)));
    case 'radius': {
      const centre = [audience.lon, audience.lat] as const;
      return ok(unitsAt(context, ({ lon, lat }) => distanceM([lon, lat], centre) <= audience.radiusM));
    }
  }
}

interface Spot {
  readonly lon: number;
  readonly lat: number;
}

const isIn = ({ locate }: Context, { lon, lat }: Spot, areaCode: string): boolean =>
  isWithinArea(locate(lon, lat).gridCode ?? '', areaCode);

function unitsAt({ desk, field }: Context, isThere: (spot: Spot) => boolean): string[] {
  const there = [...desk.world.units.values()].filter((unit) => {
    const seen = field.sighting(unit.id);
    return isThere(unit) || (seen !== null && isThere(seen));
  });
  return there.map(({ id }) => id);
}
