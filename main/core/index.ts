/**
 * The core: journal, desk, links, positions, gateway, wired by hand. The only file that sees every part.
 * No Electron here: the same function runs in a utility process, as a plain program on a host, and inside tests.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { RESPONSE_PROFILES } from '#shared/catalog/profiles.ts';
import { decideDistrict } from '#shared/domain/district.ts';
import type { Actor, Draft, StoredEvent } from '#shared/domain/event.ts';
import type { EvidenceEventBody } from '#shared/domain/evidence.ts';
import { type Notice, noticeAt } from '#shared/domain/notice.ts';
import { decideUnit } from '#shared/domain/unit.ts';
import type { World } from '#shared/domain/world.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { DisposableStore, toDisposable } from '#shared/kit/disposable.ts';
import { ok, type Refusal, type Result } from '#shared/kit/result.ts';
import type { UnansweredAlarm } from '#shared/wire/host.ts';
import type { LinkHealth } from '#shared/wire/link.ts';
import type { LanReport } from '#shared/wire/machines.ts';
import type { Signal } from '#shared/wire/signal.ts';
import { type PhoneDoor, WORKER_PAGE_PATH } from '#shared/wire/workerPage.ts';
import { Accounts } from './accounts/index.ts';
import { ChainWatch } from './chainWatch.ts';
import type { Station } from './config.ts';
import type { ExecuteContext } from './desk/command.ts';
import { CoverageDesk } from './desk/coverage.ts';
import { Desk, SNAPSHOT } from './desk/desk.ts';
import { execute } from './desk/execute.ts';
import { receiveNews, receiveSignal } from './desk/intake.ts';
import { stateGroups } from './desk/linkage.ts';
import { watchLinkage } from './desk/linkageWatch.ts';
import { FieldProcesses } from './desk/patrols.ts';
import { ArrivalWatch } from './desk/prediction.ts';
import { PresenceBoard } from './desk/presence.ts';
import { DeskProcesses } from './desk/processes.ts';
import { Recommender } from './desk/recommend.ts';
import { unansweredAlarms } from './desk/unanswered.ts';
import { DeviceKeys, isSameKey } from './deviceKeys.ts';
import { DeviceRegistry } from './deviceRegistry.ts';
import { DeviceStewards } from './deviceStewards.ts';
import { DeviceImports } from './devices/imports.ts';
import type { Registry } from './devices/judge.ts';
import { decideEnrolment } from './enrolment.ts';
import { EvidenceStore } from './evidence/store.ts';
import { fieldDesk } from './fieldDesk.ts';
import { firstOf, openGateway, ReplayReader, type TokenRecord, Tokens } from './gateway/index.ts';
import { IngestCounts } from './gateway/ingestCounts.ts';
import { HandOverDesk, handOverStewards } from './handover/index.ts';
import { hasStoredFrame, type Journal, type JournalFault, openJournal } from './journal/index.ts';
import { LinkDirector, linksToRun, stationStatements } from './linkDirector.ts';
import { type LinkPort, OutputPermit, startLinks } from './links/index.ts';
import { LanDirector, Machines, Phones } from './machines/index.ts';
import {
  LivePermit,
  NoticeQueue,
  type PhonesTold,
  printerAdapter,
  sirenAdapter,
  terminalAdapter,
  webhookAdapter,
  webhookAnswers,
  workerAdapter,
} from './notices/index.ts';
import { PeoplePurge, PeopleVault, peopleStewards } from './people/index.ts';
import { Positions } from './positions.ts';
import { PublicReports, relaySender } from './publicReports/index.ts';
import { recentKeys } from './recentKeys.ts';
import { hourOfDayAt, packShapes } from './roads/index.ts';
import { openScene, type Scene } from './scene/index.ts';
import { PhoneMap } from './scene/phoneMap.ts';
import { Sirens } from './sirens.ts';
import { SosDoor } from './sosDoor.ts';
import { loadStationSecret } from './stationSecret.ts';
import { confirmAtTerminals, terminalDesk } from './terminals.ts';
import { UnitRegistry } from './unitRegistry.ts';

export interface CoreOptions {
  readonly dataDirectory: string;
  readonly station: Station;
  /** The opened scene's folder: what `station.scene` resolves to on this machine. */
  readonly packDirectory: string;
  readonly clock?: Clock;
  /** Tokens besides those of station.json: this machine's own seat, a drill's phones. */
  readonly tokens?: readonly TokenRecord[];
  /** The journal can no longer be written, or something that must not be missed went wrong. */
  onFatal(error: unknown): void;
  onFault?(fault: JournalFault): void;
}

export interface Core {
  readonly url: string;
  readonly links: Readonly<Record<string, LinkPort>>;
  /** How other machines can reach this station, if they can. */
  readonly lan: LanReport;
  readonly realm: 'live' | 'drill';
  readonly scene: Scene;
  readonly desk: Desk;
  /** Every HTTP route it answers, as registered: `GET /api/units`. */
  readonly routes: readonly string[];
  /** Alarms nobody has acknowledged: what the shell sounds. */
  unanswered(): readonly UnansweredAlarm[];
  /** Stops taking in, answers what was taken, closes the journal. */
  close(): Promise<void>;
}

const TICK_MS = 250;
const SYSTEM: Actor = { kind: 'system', id: 'core' };
const WEBHOOKS: Actor = { kind: 'system', id: 'webhooks' };
const NOTICES: Actor = { kind: 'system', id: 'notices' };

/**
 * Starts a station. Fails with the refusal of the part that could not be opened: `alreadyRunning` when another process holds
 * the data folder, `portInUse` naming host and port, and whatever the journal, the scene or a link says.
 */
export async function startCore(options: CoreOptions): Promise<Result<Core>> {
  const { dataDirectory, station, packDirectory, onFatal } = options;
  const clock = options.clock ?? Date.now;
  const opened = openJournal({
    directory: dataDirectory,
    station: station.station.id,
    realm: station.realm,
    clock,
    onFatal,
    ...(options.onFault && { onFault: options.onFault }),
  });
  if (!opened.ok) return opened;
  const journal = opened.value;
  const keys = DeviceKeys.open(dataDirectory, station.devices);
  if (!keys.ok) return closeAndFail(journal, keys.failure);
  const scene = await openScene(packDirectory);
  if (!scene.ok) return closeAndFail(journal, { code: 'scene', message: `scene: ${scene.failure.message}` });
  const secret = loadStationSecret(dataDirectory);
  const people = PeopleVault.open({ directory: dataDirectory, secret, clock, newId: randomUUID });
  if (!people.ok) return closeAndFail(journal, people.failure);

  const store = new DisposableStore();
  store.add(toDisposable(() => people.value.close()));
  const desk = new Desk(journal, clock);
  await enroll(desk, station, scene.value, keys.value);
  const telemetry = new Positions({ directory: dataDirectory, station, world: desk.world, now: clock() });
  store.add(toDisposable(() => void telemetry.close()));
  const positions = telemetry.latest;
  const recommender = new Recommender(scene.value.roads, desk.world, positions, clock);
  for (const unit of desk.world.units.values()) recommender.place(unit);
  const coverage = store.add(
    new CoverageDesk({
      roads: scene.value.roads,
      world: desk.world,
      positions,
      profile: RESPONSE_PROFILES[station.profile],
      places: scene.value.places,
      grids: scene.value.grids,
      clock,
      addressOf: (lon, lat) => scene.value.locator.locate(lon, lat),
    }),
  );
  store.add(desk.onEvents((events) => coverage.onEvents(events)));
  telemetry.onMoved((unitId) => {
    recommender.place(desk.world.units.get(unitId)!);
    coverage.moved();
  });
  scene.value.roads.prepare(new Set(station.units.map(({ mode }) => mode)), hourOfDayAt(clock()));
  const director = new LinkDirector(desk, station.links);
  const imports = new DeviceImports({
    clock,
    newId: () => desk.newId(),
    registry: () => registryOf(desk.world, keys.value),
    // Where the scene has no grids nothing is outside them.
    isInside: (lon, lat) => scene.value.locator.isInside(lon, lat) !== false,
  });
  const lan = new LanDirector({ desk, directory: dataDirectory, stationId: station.station.id, stated: station.lan });
  const accounts = Accounts.open({
    ...{ directory: dataDirectory, realm: station.realm, secret, clock, world: desk.world, newId: () => desk.newId() },
    record: (drafts, actor) => desk.record(drafts, actor).published,
  });
  if (!accounts.ok) {
    store.dispose();
    return closeAndFail(journal, accounts.failure);
  }
  store.add(toDisposable(() => accounts.value.close()));
  store.add(desk.onEvents((events) => accounts.value.onEvents(events)));
  store.add(every(TICK_MS, () => accounts.value.tick(), onFatal));
  const machines = Machines.open({
    desk,
    directory: dataDirectory,
    hasAccounts: () => accounts.value.signInState === 'required',
  });
  if (!machines.ok) {
    store.dispose();
    return closeAndFail(journal, machines.failure);
  }
  store.add(desk.onEvents((events) => machines.value.onEvents(events)));
  const phones = Phones.open({ desk, directory: dataDirectory, door: () => phoneDoor(lan.report) });
  if (!phones.ok) {
    store.dispose();
    return closeAndFail(journal, phones.failure);
  }
  store.add(desk.onEvents((events) => phones.value.onEvents(events)));
  const phoneMap = new PhoneMap(scene.value.roads.graph, scene.value.grids);
  const evidence = new EvidenceStore(dataDirectory);
  evidence.settle(evidenceOf(desk.world), clock());
  store.add(desk.onEvents((events) => keepEvidence(events, evidence)));
  const handOvers = new HandOverDesk(desk, { ...station.station, realm: station.realm }, secret);
  const context: ExecuteContext = {
    access: accounts.value,
    desk,
    field: fieldDesk({ station, telemetry, roads: scene.value.roads, evidence, clock }),
    profile: RESPONSE_PROFILES[station.profile],
    locate: (lon, lat) => scene.value.locator.locate(lon, lat),
    recommend(incident) {
      const recommendation = recommender.recommend(incident);
      coverage.noted(incident.id, recommendation.candidates);
      return recommendation;
    },
    packets: handOvers,
    travel: (unitId, target) => recommender.travel(unitId, target),
    keepReporter: ({ name, phone }) => {
      const kept = people.value.put({ class: 'reporter', ...(name && { name }), ...(phone && { phone }) });
      return { ref: kept.ref, name: kept.masked.name ?? null, phone: kept.masked.phone ?? null };
    },
    contacts: {
      keep({ name, phone }) {
        const kept = people.value.put({ class: 'party', name, phone });
        people.value.hold(kept.ref, '联动单位联系人');
        return { ref: kept.ref, phone: kept.masked.phone ?? null };
      },
      isKept(ref, { name, phone }) {
        const kept = people.value.reveal(ref, ['name', 'phone']);
        return kept?.name === name && kept.phone === phone;
      },
      letGo: (ref) => people.value.hold(ref, null),
    },
    stewards: {
      ...new DeviceStewards(desk, keys.value, imports).stewards,
      ...director.stewards,
      ...lan.stewards,
      ...machines.value.stewards,
      ...phones.value.stewards,
      ...accounts.value.stewards,
      ...peopleStewards(people.value),
      ...handOverStewards(desk, accounts.value),
    },
  };
  rehearse(scene.value, clock());
  const processes = store.add(new DeskProcesses(context));
  store.add(desk.onEvents((events) => processes.onEvents(events)));
  store.add(every(TICK_MS, () => processes.tick(), onFatal));
  const arrivals = new ArrivalWatch(context, positions);
  store.add(every(TICK_MS, () => arrivals.tick(), onFatal));
  const fieldProcesses = store.add(new FieldProcesses(context));
  store.add(desk.onEvents((events) => fieldProcesses.onEvents(events)));
  store.add(every(TICK_MS, () => fieldProcesses.tick(), onFatal));
  const purge = new PeoplePurge(people.value, clock, (drafts) => void desk.record(drafts, SYSTEM).durable);
  store.add(every(TICK_MS, () => purge.tick(), onFatal));
  const publicReports = new PublicReports({
    ...{ config: station.reports, execution: context, people: people.value, evidence, secret },
    // A drill has no permit, and without one nobody outside can be written to.
    sender:
      station.realm === 'live' && station.reports.replies
        ? relaySender(station.reports.replies, new OutputPermit(station.realm))
        : null,
  });
  store.add(desk.onEvents((events) => publicReports.onEvents(events)));
  store.add(every(TICK_MS, () => publicReports.tick(), onFatal));
  const presence = new PresenceBoard(desk);
  store.add(every(TICK_MS, () => presence.tick(), onFatal));
  const stated = stateGroups(desk.world.linkage.groups, station.groups, context.contacts);
  if (stated.ok && stated.value.length > 0) void desk.record(stated.value, SYSTEM).durable;
  store.add(every(TICK_MS, () => watchLinkage(desk), onFatal));
  const watch = store.add(new ChainWatch(journal, clock));

  const recent = recentKeys(journal, clock());
  const deliver = (signal: Signal) => receiveSignal(context, signal);
  const units = new UnitRegistry(station.units);
  // A unit that has left the configuration in the middle of a task is still reached by its id.
  const findUnit = (key: string) => units.find(key) ?? (desk.world.units.has(key) ? key : undefined);
  const sos = new SosDoor({ world: desk.world, positions, clock, recentKeys: recent, deliver });
  const ingest = new IngestCounts();
  const terminals = { world: desk.world, realm: station.realm, secret, findUnit };
  const devices = new DeviceRegistry(desk.world.devices, keys.value);
  store.add(desk.onEvents((events) => devices.onEvents(events)));
  store.add(desk.onEvents((events) => keys.value.onEvents(events)));
  const run = linksToRun(desk.world);
  const links = await startLinks({
    links: run.required,
    devices,
    clock,
    monotonic: () => performance.now(),
    recentKeys: recent,
    deliver: (signal) => deliver(telemetry.placed(signal)),
    report: (news) => receiveNews(context, news),
    hasStored: (frame) => hasStoredFrame(journal.query(), frame),
    broke: (linkId, fault) => director.noteBreak(linkId, fault),
    isClockDoubted: (deviceId) => (desk.world.devices.get(deviceId)?.skewMs ?? null) !== null,
    locate({ unitKey, linkId, protocol, fixAt, ...fix }) {
      const unitId = findUnit(unitKey);
      if (unitId !== undefined) telemetry.accept({ ...fix, unitId, source: protocol, door: linkId, deviceAt: fixAt });
    },
    terminals: terminalDesk(terminals),
    // A drill has no permit, and without one no frame that writes can be made.
    ...(station.realm === 'live' && { outputs: new OutputPermit(station.realm) }),
  });
  if (!links.ok) {
    store.dispose();
    return closeAndFail(journal, links.failure);
  }
  await Promise.all(run.patient.map((record) => links.value.openPatiently(record)));
  store.add(desk.onEvents((events) => confirmAtTerminals(events, terminals, links.value)));
  let tellPhones = (_notice: Notice): Promise<PhonesTold> => Promise.resolve('none');
  const adapters = (permit: LivePermit) => [
    sirenAdapter(permit, desk.world, (linkId, account, isOn) => links.value.output(linkId, account, isOn)),
    terminalAdapter(permit, desk.world, (account, notice) =>
      Object.keys(links.value.ports).reduce(
        (isTold, linkId) => links.value.notify(linkId, account, notice) || isTold,
        false,
      ),
    ),
    workerAdapter(permit, (notice) => tellPhones(notice)),
    printerAdapter(
      permit,
      desk.world,
      station.notices.printFolder ?? join(dataDirectory, 'slips'),
      station.station.name,
    ),
    webhookAdapter(permit, {
      world: desk.world,
      hosts: station.notices.webhooks,
      station: { id: station.station.id, name: station.station.name },
      clock,
    }),
  ];
  const notices = store.add(
    new NoticeQueue({
      world: desk.world,
      clock,
      // A drill has no permit, and without one there is nothing that could reach out.
      adapters: station.realm === 'live' ? adapters(new LivePermit(station.realm)) : [],
      record: (drafts) => void desk.record(drafts, NOTICES).durable,
    }),
  );
  store.add(desk.onEvents((events) => notices.onEvents(events)));
  store.add(every(TICK_MS, () => notices.tick(), onFatal));
  const sirens = store.add(
    new Sirens(desk.world, (to, isOn, incidentId) => {
      const facts = {
        id: desk.newId(),
        adapter: 'siren',
        to,
        matter: isOn ? 'sirenOn' : 'sirenOff',
        incidentId,
      } as const;
      notices.post(noticeAt(clock(), facts));
    }),
  );
  store.add(desk.onEvents((events) => sirens.onEvents(events)));
  let httpAddress = `${station.http.host}:${station.http.port}`;
  director.attach({
    links: links.value,
    http: () => ({ host: station.http.host, port: Number(new URL(`http://${httpAddress}`).port || 80) }),
  });
  const gateway = await openGateway(
    {
      station: {
        ...station.station,
        realm: station.realm,
        profile: station.profile,
        packId: scene.value.pack.manifest.id,
      },
      credentials: firstOf([
        new Tokens([...station.tokens, ...(options.tokens ?? [])]),
        accounts.value,
        machines.value,
        phones.value,
      ]),
      accounts: accounts.value,
      machines: {
        join: (request, address, facts) => machines.value.join(request, address, facts),
        reports: () => machines.value.reports(),
        lan: () => lan.report,
        certificate: () => lan.certificate,
        hostNames: lan.hostNames,
        presence: machines.value.presence,
        unanswered: () => unansweredAlarms(desk.world),
      },
      phones: {
        join: (request, address, facts) => phones.value.join(request, address, facts),
        map: (west, south, east, north) => phoneMap.within(west, south, east, north),
      },
      pack: scene.value.pack,
      execution: context,
      presence,
      journal,
      positions,
      clock,
      links: links.value,
      linkHealth: (): LinkHealth[] => [...links.value.health(), ...ingest.health(httpAddress)],
      chain: () => watch.chain,
      history: telemetry.history,
      replay: store.add(new ReplayReader({ directory: dataDirectory, snapshot: SNAPSHOT })),
      positionIngest: telemetry.ingest,
      positionsFault: () => telemetry.saveFault,
      acceptFix: (fix) => telemetry.accept(fix),
      findUnit,
      ingest,
      deliver,
      raiseSos: (call) => sos.raise(call),
      answerOfWebhook: webhookAnswers({
        world: desk.world,
        hosts: station.notices.webhooks,
        clock,
        answer: (commandId, body) =>
          execute(context, { commandId, kind: 'incident.answerLink', body }, { actor: WEBHOOKS, role: 'worker' }),
      }),
      evidence,
      people: people.value,
      publicReports,
      handOvers,
      previewDevices: (file) => imports.preview(file),
      search: scene.value.search,
      coverage: { desk: coverage, roads: () => packShapes(scene.value.roads.graph) },
    },
    station.http,
  );
  if (!gateway.ok) {
    links.value.dispose();
    store.dispose();
    return closeAndFail(journal, gateway.failure);
  }
  httpAddress = new URL(gateway.value.url).host;
  tellPhones = (notice) => gateway.value.tellPhones(notice);
  await lan.start(gateway.value.lan);
  return ok({
    url: gateway.value.url,
    get links() {
      return links.value.ports;
    },
    get lan() {
      return lan.report;
    },
    realm: station.realm,
    scene: scene.value,
    desk,
    routes: gateway.value.routes,
    unanswered: () => unansweredAlarms(desk.world),
    async close() {
      await links.value.drain();
      links.value.dispose();
      await lan.close();
      await gateway.value.close();
      await director.settled();
      await publicReports.close();
      store.dispose();
      await telemetry.close();
      await desk.settled();
      desk.saveSnapshot();
      await journal.close();
    },
  });
}

/** Where a phone finds the page of this station; over the LAN only, for a token in the clear is everybody's. */
const phoneDoor = ({ addresses, fingerprint }: LanReport): PhoneDoor => ({
  urls: addresses.map((address) => `https://${address}${WORKER_PAGE_PATH}`),
  fingerprint,
});

/** Asks the scene a few times before anybody needs the answer: the first alarm must not wait for code to be compiled. */
function rehearse({ roads, locator, pack }: Scene, now: number): void {
  const { lon, lat } = pack.manifest.home;
  for (let round = 0; round < 20; round++) {
    locator.locate(lon, lat);
    roads.rankUnits({ lon, lat, count: 5, hourOfDay: hourOfDayAt(now) });
  }
}

/** Makes the world agree with the configuration: who is new, who has changed, who is gone, and which map it is. */
async function enroll(desk: Desk, station: Station, scene: Scene, keys: DeviceKeys): Promise<void> {
  const { world } = desk;
  const record = (decided: Result<Draft[]>) => {
    if (decided.ok && decided.value.length > 0) void desk.record(decided.value, SYSTEM).durable;
  };
  record(decideDistrict(world.district, { kind: 'district.load', district: scene.district }, station.station.id));
  record(ok(stationStatements(station.links, world)));
  const isKeyNew = (deviceId: string) => keys.isNewOfStation(deviceId);
  for (const drafts of decideEnrolment(world.devices, station.devices, isKeyNew)) record(ok(drafts));
  const unitIds = new Set(station.units.map(({ id }) => id));
  for (const unit of station.units) record(decideUnit(world.units.get(unit.id), { kind: 'unit.enroll', unit }));
  for (const unit of [...world.units.values()].filter(({ id }) => !unitIds.has(id))) {
    record(decideUnit(unit, { kind: 'unit.retire', unitId: unit.id }));
  }
  await desk.settled();
  keys.markStation(station.devices.map(({ id }) => id));
  keys.sweep(world.devices);
}

/** The station as an imported list is held against it. */
function registryOf({ devices, links, units }: World, keys: DeviceKeys): Registry {
  return {
    devices,
    links: [...links.values()].map(({ record }) => record),
    units: units.values(),
    isKeyOf(deviceId, key) {
      const state = devices.get(deviceId);
      return state !== undefined && isSameKey(key, keys.keyOf(state));
    },
  };
}

function evidenceOf({ field }: World): (hash: string) => boolean {
  const hashes = new Set([...field.evidence.values()].flatMap((held) => held.map(({ hash }) => hash)));
  return (hash) => hashes.has(hash);
}

function keepEvidence(events: readonly StoredEvent[], evidence: EvidenceStore): void {
  for (const { kind, body } of events) {
    if (kind === 'evidence.added') evidence.keep((body as EvidenceEventBody['evidence.added']).file.hash);
  }
}

/** A bug in a timer must not die unheard: it goes where every other bug goes. */
function every(ms: number, run: () => void, onFatal: (error: unknown) => void) {
  const timer = setInterval(() => {
    try {
      run();
    } catch (error) {
      onFatal(error);
    }
  }, ms);
  return toDisposable(() => clearInterval(timer));
}

async function closeAndFail(journal: Journal, failure: Refusal): Promise<{ ok: false; failure: Refusal }> {
  await journal.close();
  return { ok: false, failure };
}
