/**
 * The core: journal, desk, links, positions, gateway, wired by hand, part by part (wiring/). The only file that sees every part.
 * No Electron here: the same function runs in a utility process, as a plain program on a host, and inside tests.
 */
import type { Notice } from '#shared/domain/notice.ts';
import { ok, type Result } from '#shared/kit/result.ts';
import type { PulsedDrill, UnansweredAlarm } from '#shared/wire/host.ts';
import type { LanReport } from '#shared/wire/machines.ts';
import type { Desk } from './desk/desk.ts';
import { newestReportAt, unansweredAlarms } from './desk/unanswered.ts';
import type { DrillDesk } from './drill/drillDesk.ts';
import { pulsedDrill } from './drill/report.ts';
import type { LiveGround } from './drill/roomStation.ts';
import type { LinkPort } from './links/index.ts';
import type { PhonesTold } from './notices/index.ts';
import type { Scene } from './scene/index.ts';
import { wireCalls } from './wiring/calls.ts';
import { wireDoor } from './wiring/door.ts';
import { liveGround, wireDrill } from './wiring/drill.ts';
import { wireExecution } from './wiring/execution.ts';
import { wireField } from './wiring/field.ts';
import { wireOutward } from './wiring/outward.ts';
import { wireProcesses } from './wiring/processes.ts';
import { wireRecords } from './wiring/records.ts';
import { wireRegistry } from './wiring/registry.ts';
import { type CoreOptions, openRoot } from './wiring/root.ts';
import { wireSituation } from './wiring/situation.ts';
import { wireTrust } from './wiring/trust.ts';
import { wireVideo } from './wiring/video.ts';

export type { CoreOptions } from './wiring/root.ts';

export interface Core {
  readonly url: string;
  readonly links: Readonly<Record<string, LinkPort>>;
  /** How other machines can reach this station, if they can. */
  readonly lan: LanReport;
  readonly realm: 'live' | 'drill';
  readonly scene: Scene;
  readonly desk: Desk;
  /** What is played at a station of realm drill. */
  readonly drill: DrillDesk;
  /** Every HTTP route it answers, as registered: `GET /api/units`. */
  readonly routes: readonly string[];
  /** Alarms nobody has acknowledged: what the shell sounds. */
  unanswered(): readonly UnansweredAlarm[];
  /** The drill that is open, as the shell hears of it. */
  pulsedDrill(): PulsedDrill | null;
  /** What a drill room needs to know of this station now; null at a drill. */
  drillGround(): Omit<LiveGround, 'loops'> | null;
  /** Of the core of a drill room: whether the live station beside it has an alarm that nobody has answered. */
  hearLiveAlarm(isUnanswered: boolean): void;
  /** When the newest public report that nobody has looked into came: what the shell gives a quiet tone to. */
  reportAt(): number | null;
  /** Stops taking in, answers what was taken, closes the journal. */
  close(): Promise<void>;
}

/**
 * Starts a station. Fails with the refusal of the part that could not be opened: `alreadyRunning` when another process holds
 * the data folder, `portInUse` naming host and port, and whatever the journal, the scene or a link says.
 */
export async function startCore(options: CoreOptions): Promise<Result<Core>> {
  const opened = await openRoot(options);
  if (!opened.ok) return opened;
  const root = opened.value;
  const { station, scene, desk, store, abandon } = root;
  const situation = wireSituation(root);
  const registry = wireRegistry(root);
  const trusted = wireTrust(root);
  if (!trusted.ok) return abandon(trusted.failure);
  const trust = trusted.value;
  const records = wireRecords(root);
  const video = await wireVideo(root, records);
  const drill = wireDrill(root, video);
  const execution = wireExecution(root, situation, registry, trust, records, video, drill);
  const calls = wireCalls(root, records);
  const processes = wireProcesses(root, execution, situation, records);
  const started = await wireField(root, execution, situation, registry);
  if (!started.ok) return abandon(started.failure);
  const field = started.value;
  // The phones are behind the gateway, and the gateway opens last.
  let tellPhones = (_notice: Notice): Promise<PhonesTold> => Promise.resolve('none');
  wireOutward(root, field.links, (notice) => tellPhones(notice));
  const door = await wireDoor({
    root,
    situation,
    registry,
    trust,
    records,
    execution,
    processes,
    field,
    video,
    calls,
    drill,
  });
  if (!door.ok) {
    field.links.dispose();
    return abandon(door.failure);
  }
  const gateway = door.value;
  tellPhones = (notice) => gateway.tellPhones(notice);
  await trust.lan.start(gateway.lan);
  return ok({
    url: gateway.url,
    get links() {
      return field.links.ports;
    },
    get lan() {
      return trust.lan.report;
    },
    realm: station.realm,
    scene,
    desk,
    drill,
    routes: gateway.routes,
    unanswered: () => unansweredAlarms(desk.world),
    reportAt: () => newestReportAt(desk.world),
    pulsedDrill: () => pulsedDrill(desk.world.drill),
    drillGround: () => (station.realm === 'live' ? liveGround(root, video) : null),
    hearLiveAlarm: (isUnanswered) => drill.hearLiveAlarm(isUnanswered),
    async close() {
      await field.links.drain();
      field.links.dispose();
      await trust.lan.close();
      await gateway.close();
      await registry.director.settled();
      await processes.publicReports.close();
      store.dispose();
      await situation.telemetry.close();
      await desk.settled();
      desk.saveSnapshot();
      await root.journal.close();
    },
  });
}
