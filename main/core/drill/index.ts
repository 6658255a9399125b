import { randomBytes } from 'node:crypto';
import type { Station } from '#main/core/config.ts';
import type { Core } from '#main/core/index.ts';
import { DRILL_HAND, isOpenDrill } from '#shared/domain/drill.ts';
import { type Disposable, DisposableStore } from '#shared/kit/disposable.ts';
import type { Role } from '#shared/wire/roles.ts';
import { CallPoints } from './callPoints.ts';
import { Chance } from './chance.ts';
import { ChancePresses } from './chancePresses.ts';
import { FieldForce } from './fieldForce.ts';
import { OrderBook } from './orderBook.ts';
import { Hands } from './play/hands.ts';
import { ScenarioPlayer } from './play/player.ts';

export { demoStation } from './demoStation.ts';
export { drillSeats } from './drillSeats.ts';

interface DrillToken {
  readonly token: string;
  readonly role: Role;
  readonly name: string;
}

/** What a drill comes in by: its simulated phones, its callers, and the hand that closes roads and shuts links. */
export interface DrillTokens {
  readonly phones: DrillToken;
  readonly callers: DrillToken;
  readonly hand: DrillToken;
}

/** Made anew at each start, never stored. */
export function drillTokens(): DrillTokens {
  const made = (role: Role, name: string): DrillToken => ({ token: randomBytes(32).toString('hex'), role, name });
  return {
    phones: made('worker', '演练终端'),
    callers: made('source', '演练来电'),
    hand: made('leader', DRILL_HAND),
  };
}

export interface DrillOptions {
  readonly seed: number;
  /** People walk their beats and devices are pressed by chance also while no script is played: the built-in demo. */
  readonly goesOnByItself: boolean;
}

/**
 * Plays drills on a running core of realm `drill`: everything goes in over the core's real ports. Throws for a live core: a
 * drill must never press a real desk's alarms.
 */
export function startDrill(core: Core, station: Station, tokens: DrillTokens, options: DrillOptions): Disposable {
  if (core.realm !== 'drill') throw new Error('a drill only runs on a core of realm drill');
  const { desk, drill, url } = core;
  const { clock, world } = desk;
  const chance = new Chance(options.seed);
  const store = new DisposableStore();
  const orders = new OrderBook();
  const isScripted = () => isOpenDrill(world.drill);
  let field: FieldForce | null = null;
  const openField = (): FieldForce | null => {
    if (station.units.length === 0) return null;
    field ??= store.add(
      new FieldForce({
        url,
        workerToken: tokens.phones.token,
        units: station.units,
        roads: core.scene.roads,
        ...{ chance, clock },
        pace: () => drill.pace,
        script: { isPlayed: isScripted, orders, found: (incidentId) => drill.foundAt(incidentId) },
        silentShare: options.goesOnByItself ? 0.04 : 0,
      }),
    );
    return field;
  };
  let points: readonly CallPoints[] | null = null;
  const openPoints = () => {
    points ??= Object.entries(core.links).flatMap(([linkId, { protocol, port: first }]) => {
      const devices = station.devices.filter(({ link }) => link === linkId);
      // While the link is shut its devices go on calling where it was.
      let last = first;
      const port = () => {
        last = core.links[linkId]?.port || last;
        return last;
      };
      const isCalled = protocol === 'dc09' && devices.length > 0;
      return isCalled ? [store.add(new CallPoints({ host: '127.0.0.1', port, devices, chance, clock }))] : [];
    });
    return points;
  };
  if (options.goesOnByItself) {
    openField();
    const openIncidents = () => [...world.incidents.values()].filter(({ closedAt }) => closedAt === null).length;
    for (const each of openPoints())
      store.add(new ChancePresses({ points: each, chance, clock, isScripted, openIncidents }));
  }
  const hands = new Hands({ url, reportToken: tokens.callers.token, directorToken: tokens.hand.token });
  store.add(new ScenarioPlayer({ desk, drill, hands, orders, points: openPoints, field: openField }));
  return store;
}
