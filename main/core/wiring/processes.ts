/** What goes on at the desk by itself: clocks, arrivals, patrols, presence, deletion in time, the public's reports. */
import { ChainWatch } from '#main/core/chainWatch.ts';
import type { ExecuteContext } from '#main/core/desk/command.ts';
import { stateGroups } from '#main/core/desk/linkage.ts';
import { watchLinkage } from '#main/core/desk/linkageWatch.ts';
import { FieldProcesses } from '#main/core/desk/patrols.ts';
import { ArrivalWatch } from '#main/core/desk/prediction.ts';
import { PresenceBoard } from '#main/core/desk/presence.ts';
import { DeskProcesses } from '#main/core/desk/processes.ts';
import { OutputPermit } from '#main/core/links/index.ts';
import { PeoplePurge } from '#main/core/people/index.ts';
import { PublicReports, relaySender } from '#main/core/publicReports/index.ts';
import { hourOfDayAt } from '#main/core/roads/index.ts';
import type { Scene } from '#main/core/scene/index.ts';
import type { Records } from './records.ts';
import type { Root } from './root.ts';
import type { Situation } from './situation.ts';
import { SYSTEM } from './system.ts';

export interface Processes {
  readonly publicReports: PublicReports;
  readonly presence: PresenceBoard;
  readonly chain: ChainWatch;
}

export function wireProcesses(
  root: Root,
  context: ExecuteContext,
  { telemetry }: Situation,
  { evidence }: Records,
): Processes {
  const { station, clock, journal, scene, people, desk, store, everyTick } = root;
  rehearse(scene, clock());
  const processes = store.add(new DeskProcesses(context));
  store.add(desk.onEvents((events) => processes.onEvents(events)));
  everyTick(() => processes.tick());
  const arrivals = new ArrivalWatch(context, telemetry.latest);
  everyTick(() => arrivals.tick());
  const fieldProcesses = store.add(new FieldProcesses(context));
  store.add(desk.onEvents((events) => fieldProcesses.onEvents(events)));
  everyTick(() => fieldProcesses.tick());
  const purge = new PeoplePurge(people, clock, (drafts) => void desk.record(drafts, SYSTEM).durable);
  everyTick(() => purge.tick());
  const publicReports = new PublicReports({
    ...{ config: station.reports, execution: context, people, evidence, secret: root.secret },
    // A drill has no permit, and without one nobody outside can be written to.
    sender:
      station.realm === 'live' && station.reports.replies
        ? relaySender(station.reports.replies, new OutputPermit(station.realm))
        : null,
  });
  store.add(desk.onEvents((events) => publicReports.onEvents(events)));
  everyTick(() => publicReports.tick());
  const presence = new PresenceBoard(desk);
  everyTick(() => presence.tick());
  const stated = stateGroups(desk.world.linkage.groups, station.groups, context.contacts);
  if (stated.ok && stated.value.length > 0) void desk.record(stated.value, SYSTEM).durable;
  everyTick(() => watchLinkage(desk));
  return { publicReports, presence, chain: store.add(new ChainWatch(journal, clock)) };
}

/** Asks the scene a few times before anybody needs the answer: the first alarm must not wait for code to be compiled. */
function rehearse({ roads, locator, pack }: Scene, now: number): void {
  const { lon, lat } = pack.manifest.home;
  for (let round = 0; round < 20; round++) {
    locator.locate(lon, lat);
    roads.rankUnits({ lon, lat, count: 5, hourOfDay: hourOfDayAt(now) });
  }
}
