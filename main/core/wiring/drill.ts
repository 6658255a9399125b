/** The drill of the station: its scenarios, what they find here, and the clock they turn. At a live station it refuses everything. */
import { join } from 'node:path';
import { DrillDesk } from '#main/core/drill/drillDesk.ts';
import type { LiveGround } from '#main/core/drill/roomStation.ts';
import { ScenarioStore } from '#main/core/drill/scenarioStore.ts';
import { BUILT_IN_SCENARIOS } from '#main/core/drill/scenarios/index.ts';
import { writeFileAtomically } from '#main/core/tracks/atomicFile.ts';
import type { PlaceRef } from '#shared/wire/scenarioActs.ts';
import type { Root } from './root.ts';
import type { Video } from './video.ts';

export function wireDrill(root: Root, { channelAt }: Video): DrillDesk {
  const { station, directory, desk, store, everyTick, paced, outages } = root;
  const { devices, links, units } = desk.world;
  const drill = store.add(
    new DrillDesk({
      ...{ desk, realm: station.realm, paced, outages },
      store: new ScenarioStore({
        folder: join(directory, 'scenarios'),
        builtIn: BUILT_IN_SCENARIOS,
        write: (path, content) => writeFileAtomically(path, content, 0o600),
      }),
      ground: {
        get callers() {
          return [...devices.values()]
            .filter(({ account, link }) => account !== undefined && links.get(link ?? '')?.record.protocol === 'dc09')
            .map(({ id }) => id)
            .sort();
        },
        hasCamera: (channelId) => channelAt(channelId) !== undefined,
        hasLink: (linkId) => links.has(linkId),
        hasUnit: (unitId) => units.has(unitId),
        placeOf: (ref) => placeOf(ref, root),
      },
    }),
  );
  everyTick(() => drill.tick());
  return drill;

  function placeOf({ device, place, lon, lat }: PlaceRef, { scene: { places } }: Pick<Root, 'scene'>) {
    if (lon !== undefined && lat !== undefined) return { lon, lat };
    if (device !== undefined) return devices.get(device);
    const found = places.find(({ properties }) => properties.name === place);
    return found && { lon: found.geometry.coordinates[0], lat: found.geometry.coordinates[1] };
  }
}

/** This station as a drill room beside it is to find it. */
export function liveGround({ station, desk, scene }: Root, video: Pick<Video, 'channels'>): Omit<LiveGround, 'loops'> {
  const { devices, links, units, linkage } = desk.world;
  return {
    station,
    links: [...links.values()].map(({ record }) => record),
    devices: [...devices.values()],
    units: [...units.values()],
    groups: [...linkage.groups.values()],
    channels: video.channels(),
    sceneFolder: scene.pack.dir,
  };
}
