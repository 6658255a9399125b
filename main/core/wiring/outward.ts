/** What leaves the station beside the answers: notices to sirens, terminals, phones, printers and partners' systems. */
import { join } from 'node:path';
import type { Links } from '#main/core/links/index.ts';
import {
  NoticeQueue,
  type PhonesTold,
  printerAdapter,
  sirenAdapter,
  terminalAdapter,
  webhookAdapter,
  workerAdapter,
} from '#main/core/notices/index.ts';
import { Sirens } from '#main/core/sirens.ts';
import type { Actor } from '#shared/domain/event.ts';
import type { LivePermit } from '#shared/domain/livePermit.ts';
import { type Notice, noticeAt } from '#shared/domain/notice.ts';
import type { Root } from './root.ts';

/** Hands a notice to the phones of its unit. */
type TellPhones = (notice: Notice) => Promise<PhonesTold>;

const NOTICES: Actor = { kind: 'system', id: 'notices' };

export function wireOutward(
  { station, directory, clock, permit: live, desk, store, everyTick }: Root,
  links: Links,
  tell: TellPhones,
) {
  const { world } = desk;
  const adapters = (permit: LivePermit) => [
    sirenAdapter(permit, world, (linkId, account, isOn) => links.output(linkId, account, isOn)),
    terminalAdapter(permit, world, (account, notice) =>
      Object.keys(links.ports).reduce((isTold, linkId) => links.notify(linkId, account, notice) || isTold, false),
    ),
    workerAdapter(permit, tell),
    printerAdapter(permit, world, station.notices.printFolder ?? join(directory, 'slips'), station.station.name),
    webhookAdapter(permit, {
      world,
      hosts: station.notices.webhooks,
      station: { id: station.station.id, name: station.station.name },
      clock,
    }),
  ];
  const notices = store.add(
    new NoticeQueue({
      world,
      clock,
      // A drill has no permit, and without one there is nothing that could reach out.
      adapters: live ? adapters(live) : [],
      record: (drafts) => void desk.record(drafts, NOTICES).durable,
    }),
  );
  store.add(desk.onEvents((events) => notices.onEvents(events)));
  everyTick(() => notices.tick());
  const sirens = store.add(
    new Sirens(world, (to, isOn, incidentId) => {
      const matter = isOn ? 'sirenOn' : 'sirenOff';
      notices.post(noticeAt(clock(), { id: desk.newId(), adapter: 'siren', to, matter, incidentId }));
    }),
  );
  store.add(desk.onEvents((events) => sirens.onEvents(events)));
}
