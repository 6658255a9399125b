/**
 * The real links, desk and journal put together with one thing wrong: what the controls of the fault tests are made of.
 * Same command line and ready line as main/serve.ts.
 */
import { parseArgs } from 'node:util';
import { loadStation } from '#main/core/config.ts';
import { Desk } from '#main/core/desk/desk.ts';
import { receiveSignal } from '#main/core/desk/intake.ts';
import { DeviceKeys } from '#main/core/deviceKeys.ts';
import { DeviceRegistry } from '#main/core/deviceRegistry.ts';
import { decideEnrolment } from '#main/core/enrolment.ts';
import { openJournal } from '#main/core/journal/index.ts';
import { startLinks } from '#main/core/links/index.ts';
import { openScene } from '#main/core/scene/index.ts';
import { RESPONSE_PROFILES } from '#shared/catalog/profiles.ts';
import type { Result } from '#shared/kit/result.ts';
import type { Signal } from '#shared/wire/signal.ts';

export type Deliver = (signal: Signal) => Promise<void>;

/** `spoil` gets the right way to deliver a signal and returns the wrong one. */
export async function runCoreInParts(spoil: (deliver: Deliver) => Deliver): Promise<void> {
  const { values } = parseArgs({ options: { data: { type: 'string' }, config: { type: 'string' } } });
  const station = must(loadStation(values.config!));
  const journal = must(
    openJournal({
      directory: values.data!,
      station: station.station.id,
      realm: station.realm,
      clock: Date.now,
      onFatal: (error) => {
        throw error;
      },
    }),
  );
  const scene = must(await openScene(station.scene));
  const desk = new Desk(journal, Date.now);
  const keys = must(DeviceKeys.open(values.data!, station.devices));
  for (const drafts of decideEnrolment(desk.world.devices, station.devices, () => false)) {
    desk.record(drafts, { kind: 'system', id: 'core' });
  }
  const context = {
    desk,
    profile: RESPONSE_PROFILES[station.profile],
    locate: (lon: number, lat: number) => scene.locator.locate(lon, lat),
  };
  const links = must(
    await startLinks({
      links: station.links,
      devices: new DeviceRegistry(desk.world.devices, keys),
      clock: Date.now,
      deliver: spoil((signal) => receiveSignal(context, signal)),
      report: () => undefined,
    }),
  );
  process.stdout.write(`${JSON.stringify({ ready: true, links: links.ports })}\n`);
}

function must<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}
