/** Everything that reports to the station by itself: links with their devices and terminals, positions, calls for help. */
import type { ExecuteContext } from '#main/core/desk/command.ts';
import { receiveNews, receiveSignal } from '#main/core/desk/intake.ts';
import { DeviceRegistry } from '#main/core/deviceRegistry.ts';
import { hasStoredFrame } from '#main/core/journal/index.ts';
import { linksToRun } from '#main/core/linkDirector.ts';
import { type Links, OutputPermit, startLinks } from '#main/core/links/index.ts';
import { recentKeys } from '#main/core/recentKeys.ts';
import { SosDoor } from '#main/core/sosDoor.ts';
import { confirmAtTerminals, terminalDesk } from '#main/core/terminals.ts';
import { UnitRegistry } from '#main/core/unitRegistry.ts';
import { ok, type Result } from '#shared/kit/result.ts';
import type { Signal } from '#shared/wire/signal.ts';
import type { RegistryParts } from './registry.ts';
import type { Root } from './root.ts';
import type { Situation } from './situation.ts';

export interface Field {
  readonly links: Links;
  readonly sos: SosDoor;
  /** The unit somebody outside means by what he calls it. */
  findUnit(key: string): string | undefined;
  /** Resolves when the signal is on disk. */
  deliver(signal: Signal): Promise<void>;
}

/** Fails with what the first link says that cannot be opened. */
export async function wireField(
  { station, clock, paced, journal, keys, secret, desk, store }: Root,
  context: ExecuteContext,
  { telemetry }: Situation,
  { director }: RegistryParts,
): Promise<Result<Field>> {
  const { world } = desk;
  const recent = recentKeys(journal, clock());
  const deliver = (signal: Signal) => receiveSignal(context, signal);
  const units = new UnitRegistry(station.units);
  // A unit that has left the configuration in the middle of a task is still reached by its id.
  const findUnit = (key: string) => units.find(key) ?? (world.units.has(key) ? key : undefined);
  const sos = new SosDoor({ world, positions: telemetry.latest, clock, recentKeys: recent, deliver });
  const terminals = { world, realm: station.realm, secret, findUnit };
  const devices = new DeviceRegistry(world.devices, keys);
  store.add(desk.onEvents((events) => devices.onEvents(events)));
  store.add(desk.onEvents((events) => keys.onEvents(events)));
  const run = linksToRun(world);
  // A drill has no permit, and without one no frame that writes can be made.
  const outputs = station.realm === 'live' ? new OutputPermit(station.realm) : null;
  const links = await startLinks({
    links: run.required,
    devices,
    clock,
    // Where a drill turns the clock, its pace is no step of it.
    ...(paced === null && { monotonic: () => performance.now() }),
    recentKeys: recent,
    deliver: (signal) => deliver(telemetry.placed(signal)),
    report: (news) => receiveNews(context, news),
    hasStored: (frame) => hasStoredFrame(journal.query(), frame),
    broke: (linkId, fault) => director.noteBreak(linkId, fault),
    isClockDoubted: (deviceId) => (world.devices.get(deviceId)?.skewMs ?? null) !== null,
    locate({ unitKey, linkId, protocol, fixAt, ...fix }) {
      const unitId = findUnit(unitKey);
      if (unitId !== undefined) telemetry.accept({ ...fix, unitId, source: protocol, door: linkId, deviceAt: fixAt });
    },
    terminals: terminalDesk(terminals),
    ...(outputs && { outputs }),
  });
  if (!links.ok) return links;
  await Promise.all(run.patient.map((record) => links.value.openPatiently(record)));
  if (outputs) store.add(desk.onEvents((events) => confirmAtTerminals(outputs, events, terminals, links.value)));
  return ok({ links: links.value, sos, findUnit, deliver });
}
