/** Whether a station has what a scenario speaks of: devices that can be pressed, places, cameras, links, units. */
import type { Problem } from '#shared/kit/result.ts';
import type { Scenario } from '#shared/wire/scenario.ts';
import type { PlaceRef, ScenarioAct } from '#shared/wire/scenarioActs.ts';

/** What a drill asks of the station it is played at. */
export interface DrillGround {
  /** Devices with an account on a link that can be called over, in an order that does not change. */
  readonly callers: readonly string[];
  hasCamera(channelId: string): boolean;
  hasLink(linkId: string): boolean;
  hasUnit(unitId: string): boolean;
  /** Undefined: no such device, no such place. */
  placeOf(ref: PlaceRef): { readonly lon: number; readonly lat: number } | undefined;
}

type Missing = Omit<Problem, 'path'> & { readonly field: string };

export function misfitsOf({ injects }: Scenario, ground: DrillGround): Problem[] {
  return injects.flatMap(({ act }, index) =>
    missingFor(act, ground).map(({ field, ...said }) => ({ path: `injects.${index}.act.${field}`, ...said })),
  );
}

function missingFor(act: ScenarioAct, ground: DrillGround): Missing[] {
  const callers = new Set(ground.callers);
  const device = (field: string, id: string): Missing[] =>
    callers.has(id) ? [] : [said(field, `没有可报警的设备 ${id}`, `there is no device ${id} that can be pressed`)];
  const place = (field: string, ref: PlaceRef): Missing[] =>
    ground.placeOf(ref) ? [] : [said(field, `没有地点 ${nameOf(ref)}`, `there is no place ${nameOf(ref)}`)];
  switch (act.do) {
    case 'alarm':
      return device('device', act.device);
    case 'storm':
      if (callers.size === 0) return [said('devices', '没有可报警的设备', 'there is no device that can be pressed')];
      return (act.devices ?? []).flatMap((id, index) => device(`devices.${index}`, id));
    case 'deviceDies':
      return act.devices.flatMap((id, index) => device(`devices.${index}`, id));
    case 'call':
    case 'roadClosed':
      return place('at', act.at);
    case 'cameraGone':
      return act.cameras.flatMap((id, index) =>
        ground.hasCamera(id) ? [] : [said(`cameras.${index}`, `没有摄像机 ${id}`, `there is no camera ${id}`)],
      );
    case 'networkDead':
      return act.links.flatMap((id, index) =>
        ground.hasLink(id) ? [] : [said(`links.${index}`, `没有链路 ${id}`, `there is no link ${id}`)],
      );
    case 'unit':
      return act.unitId === undefined || ground.hasUnit(act.unitId)
        ? []
        : [said('unitId', `没有力量 ${act.unitId}`, `there is no unit ${act.unitId}`)];
    case 'cue':
      return [];
  }
}

const said = (field: string, zh: string, en: string): Missing => ({ field, zh, en });
const nameOf = ({ device, place, lon, lat }: PlaceRef) => device ?? place ?? `${lon}, ${lat}`;
