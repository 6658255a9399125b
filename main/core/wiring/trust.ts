/** Who may come in, and by which door: people's accounts, machines and phones that joined, the LAN. */
import { Accounts } from '#main/core/accounts/index.ts';
import { LanDirector, Machines, Phones } from '#main/core/machines/index.ts';
import { toDisposable } from '#shared/kit/disposable.ts';
import { ok, type Result } from '#shared/kit/result.ts';
import type { LanReport } from '#shared/wire/machines.ts';
import { type PhoneDoor, WORKER_PAGE_PATH } from '#shared/wire/workerPage.ts';
import type { Root } from './root.ts';

export interface Trust {
  readonly accounts: Accounts;
  readonly machines: Machines;
  readonly phones: Phones;
  readonly lan: LanDirector;
}

/** Fails with what the accounts, the machines' or the phones' tokens say of their file. */
export function wireTrust({ station, directory, wall, secret, desk, store, everyTick }: Root): Result<Trust> {
  const lan = new LanDirector({ desk, directory, stationId: station.station.id, stated: station.lan });
  const accounts = Accounts.open({
    ...{ directory, realm: station.realm, secret, clock: wall, world: desk.world, newId: () => desk.newId() },
    record: (drafts, actor) => desk.record(drafts, actor).published,
  });
  if (!accounts.ok) return accounts;
  store.add(toDisposable(() => accounts.value.close()));
  store.add(desk.onEvents((events) => accounts.value.onEvents(events)));
  everyTick(() => accounts.value.tick());
  const hasAccounts = () => accounts.value.signInState === 'required';
  const machines = Machines.open({ desk, directory, hasAccounts });
  if (!machines.ok) return machines;
  store.add(desk.onEvents((events) => machines.value.onEvents(events)));
  const phones = Phones.open({ desk, directory, door: () => phoneDoor(lan.report) });
  if (!phones.ok) return phones;
  store.add(desk.onEvents((events) => phones.value.onEvents(events)));
  return ok({ accounts: accounts.value, machines: machines.value, phones: phones.value, lan });
}

/** Where a phone finds the page of this station; over the LAN only, for a token in the clear is everybody's. */
const phoneDoor = ({ addresses, fingerprint }: LanReport): PhoneDoor => ({
  urls: addresses.map((address) => `https://${address}${WORKER_PAGE_PATH}`),
  fingerprint,
});
