import { randomBytes } from 'node:crypto';
import type { Station } from '#main/core/config.ts';
import type { Core } from '#main/core/index.ts';
import { type Disposable, DisposableStore } from '#shared/kit/disposable.ts';
import type { Role } from '#shared/wire/roles.ts';
import { CallPoints } from './callPoints.ts';
import { Chance } from './chance.ts';
import { FieldForce } from './fieldForce.ts';

export { demoStation } from './demoStation.ts';

/** The one token of a drill's simulated phones; made anew at each start, never stored. */
export function drillPhones(): { token: string; role: Role; name: string } {
  return { token: randomBytes(32).toString('hex'), role: 'worker', name: '演练终端' };
}

/**
 * Plays a drill on a running core of realm `drill`: everything goes in over the core's real ports. Throws for a live core:
 * a drill must never press a real desk's alarms.
 */
export function startDrill(core: Core, station: Station, phoneToken: string, seed: number): Disposable {
  if (core.realm !== 'drill') throw new Error('a drill only runs on a core of realm drill');
  const chance = new Chance(seed);
  const store = new DisposableStore();
  store.add(
    new FieldForce({
      url: core.url,
      workerToken: phoneToken,
      units: station.units,
      roads: core.scene.roads,
      chance,
      silentShare: 0.04,
    }),
  );
  for (const [linkId, { protocol, port }] of Object.entries(core.links)) {
    if (protocol !== 'dc09') continue;
    const devices = station.devices.filter(({ link }) => link === linkId);
    const openIncidents = () =>
      [...core.desk.world.incidents.values()].filter(({ closedAt }) => closedAt === null).length;
    store.add(new CallPoints({ host: '127.0.0.1', port, devices, chance, openIncidents }));
  }
  return store;
}
