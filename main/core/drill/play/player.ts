/**
 * Does what the script says, when the journal says that it is played: presses devices, reports calls, closes roads, shuts links,
 * over the same ports and doors as everybody else. What could not be done is said to whoever leads the drill.
 */

import type { Desk } from '#main/core/desk/desk.ts';
import type { DrillDesk } from '#main/core/drill/drillDesk.ts';
import { DRILL_HAND, type DrillEventBody, isOpenDrill } from '#shared/domain/drill.ts';
import type { StoredEvent } from '#shared/domain/event.ts';
import { type Disposable, DisposableStore } from '#shared/kit/disposable.ts';
import type { Refusal } from '#shared/kit/result.ts';
import type { ScenarioInject } from '#shared/wire/scenario.ts';
import type { ActOf, ScenarioAct } from '#shared/wire/scenarioActs.ts';
import type { CallPoints } from '../callPoints.ts';
import { inForce } from '../due.ts';
import type { FieldForce } from '../fieldForce.ts';
import type { OrderBook } from '../orderBook.ts';
import { stormOf } from '../storm.ts';
import { Agenda } from './agenda.ts';
import type { Hands } from './hands.ts';

export interface PlayerParts {
  readonly desk: Desk;
  readonly drill: DrillDesk;
  readonly hands: Hands;
  readonly orders: OrderBook;
  /** Makes them when they are not there yet. */
  points(): readonly CallPoints[];
  field(): FieldForce | null;
}

type Injected = DrillEventBody['drill.injected'];

export class ScenarioPlayer implements Disposable {
  readonly #parts: PlayerParts;
  readonly #store = new DisposableStore();
  #agenda: Agenda;

  constructor(parts: PlayerParts) {
    this.#parts = parts;
    const { desk } = parts;
    this.#agenda = new Agenda(desk.clock);
    this.#store.add(desk.onEvents((events) => this.#onEvents(events)));
    if (isOpenDrill(desk.world.drill)) this.#takeUp();
  }

  dispose(): void {
    this.#store.dispose();
    this.#agenda.dispose();
  }

  #onEvents(events: readonly StoredEvent[]): void {
    for (const { kind, body } of events) {
      if (kind === 'drill.launched') this.#setOut();
      else if (kind === 'drill.injected') this.#play(body as Injected);
      else if (kind === 'drill.effectEnded') this.#undo(this.#injectOf((body as Injected).injectId));
      else if (kind === 'drill.ended') this.#clearAway();
    }
  }

  /** Everybody is at his place, and every device lives. */
  #setOut(): void {
    this.#parts.orders.clear();
    for (const points of this.#parts.points()) points.reviveAll();
    if (this.#parts.drill.scenario?.field === 'simulated') this.#parts.field();
  }

  /** After a restart: what the last core took away is still away. Roads and links are in the journal anyway. */
  #takeUp(): void {
    const { desk, drill } = this.#parts;
    this.#setOut();
    if (!drill.scenario || !desk.world.drill) return;
    for (const { inject } of inForce(drill.scenario, desk.world.drill)) this.#takeAway(inject.act, true);
  }

  /** The drill is over: whatever it took away is given back. */
  #clearAway(): void {
    const { drill, orders } = this.#parts;
    this.#agenda.dispose();
    this.#agenda = new Agenda(this.#parts.desk.clock);
    orders.clear();
    const played = new Set(this.#parts.desk.world.drill?.played.map(({ injectId }) => injectId));
    for (const inject of drill.scenario?.injects ?? []) if (played.has(inject.id)) this.#undo(inject);
  }

  #play({ injectId, sources }: Injected): void {
    const inject = this.#injectOf(injectId);
    if (!inject) return;
    const { act } = inject;
    switch (act.do) {
      case 'alarm':
        void this.#press(injectId, act.device, act.code, act.zone);
        break;
      case 'storm':
        this.#storm(injectId, act);
        break;
      case 'call':
        if (act.entered === 'transfer') void this.#report(injectId, act, sources[0] ?? injectId);
        break;
      case 'roadClosed':
        void this.#closeRoad(injectId, act);
        break;
      case 'networkDead':
        void this.#shutLinks(injectId, act);
        this.#takeAway(act, true);
        break;
      case 'unit':
        this.#parts.orders.add(act);
        break;
      default:
        this.#takeAway(act, true);
    }
  }

  #undo(inject: ScenarioInject | undefined): void {
    if (!inject) return;
    const { act } = inject;
    this.#takeAway(act, false);
    if (act.do === 'roadClosed') void this.#openRoad(inject.id, act);
    if (act.do === 'networkDead') void this.#startLinks(inject.id, act);
  }

  /** What needs no word to the desk: heartbeats stop, phones fall silent. Cameras are the drill desk's own. */
  #takeAway(act: ScenarioAct, isAway: boolean): void {
    if (act.do === 'deviceDies') {
      for (const points of this.#parts.points()) for (const id of act.devices) points.setDead(id, isAway);
    }
    if (act.do === 'networkDead' && act.phones) this.#parts.field()?.setReachable(!isAway);
  }

  async #press(injectId: string, deviceId: string, code: string, zone = '001'): Promise<void> {
    const points = this.#parts.points().find((candidates) => candidates.has(deviceId));
    const isTaken = await points?.press(deviceId, code, zone);
    if (!isTaken) this.#parts.drill.fail(injectId, 'notTaken', deviceId);
  }

  #storm(injectId: string, act: ActOf<'storm'>): void {
    const { desk, drill } = this.#parts;
    const devices = act.devices ?? drill.ground.callers;
    for (const { deviceId, afterSeconds, code } of stormOf(act, desk.world.drill?.seed ?? 0, injectId, devices))
      this.#agenda.after(afterSeconds, () => void this.#press(injectId, deviceId, code));
  }

  /** As a 110 transfer comes: over HTTP, with a place and the caller's words. */
  async #report(injectId: string, act: ActOf<'call'>, id: string): Promise<void> {
    const place = this.#parts.drill.ground.placeOf(act.at);
    if (!place) return;
    const { lon, lat } = place;
    const report = {
      id,
      kind: 'transfer110',
      class: act.class,
      title: '110 转警',
      lon,
      lat,
      text: act.words.zh,
    } as const;
    this.#tell(injectId, await this.#parts.hands.report(report));
  }

  async #closeRoad(injectId: string, { at, radiusM, closure, reason }: ActOf<'roadClosed'>): Promise<void> {
    const { drill, hands } = this.#parts;
    const place = drill.ground.placeOf(at);
    if (!place) return;
    const { lon, lat } = place;
    this.#tell(injectId, await hands.command('road.close', { lon, lat, radiusM, closure, reason: reason.zh }));
  }

  /** The closure that was made for it, unless the desk has opened it meanwhile. */
  async #openRoad(injectId: string, { at, radiusM }: ActOf<'roadClosed'>): Promise<void> {
    const { desk, drill, hands } = this.#parts;
    const place = drill.ground.placeOf(at);
    const own = [...desk.world.closures.values()].find(
      (closure) =>
        closure.closedBy === DRILL_HAND &&
        closure.lon === place?.lon &&
        closure.lat === place.lat &&
        closure.radiusM === radiusM,
    );
    if (own) this.#tell(injectId, await hands.command('road.open', { closureId: own.id, reason: '演练情节结束' }));
  }

  async #shutLinks(injectId: string, act: ActOf<'networkDead'>): Promise<void> {
    for (const linkId of this.#linksOf(act)) {
      if (this.#parts.desk.world.links.get(linkId)?.stopped) continue;
      this.#tell(injectId, await this.#parts.hands.command('link.stop', { linkId, reason: '演练：网络中断' }));
    }
  }

  async #startLinks(injectId: string, act: ActOf<'networkDead'>): Promise<void> {
    for (const linkId of this.#linksOf(act)) {
      // One that the desk has stopped itself stays stopped.
      if (this.#parts.desk.world.links.get(linkId)?.stopped?.by !== DRILL_HAND) continue;
      this.#tell(injectId, await this.#parts.hands.command('link.start', { linkId }));
    }
  }

  #linksOf({ links }: ActOf<'networkDead'>): readonly string[] {
    return links.length > 0 ? links : [...this.#parts.desk.world.links.keys()];
  }

  #injectOf(injectId: string): ScenarioInject | undefined {
    return this.#parts.drill.scenario?.injects.find(({ id }) => id === injectId);
  }

  #tell(injectId: string, refusal: Refusal | null): void {
    if (refusal) this.#parts.drill.fail(injectId, refusal.code, refusal.message);
  }
}
