/**
 * A core that answers first and stores afterwards: the control that must lose. Real links, real desk, real journal; the
 * one thing wrong with it is that nobody waits for the disk. Same command line and ready line as main/serve.ts.
 */
import { parseArgs } from 'node:util';
import { loadStation } from '#main/core/config.ts';
import { Desk } from '#main/core/desk/desk.ts';
import { receiveSignal } from '#main/core/desk/intake.ts';
import { DeviceRegistry } from '#main/core/deviceRegistry.ts';
import { openJournal } from '#main/core/journal/index.ts';
import { startLinks } from '#main/core/links/index.ts';
import { openScene } from '#main/core/scene/index.ts';
import { RESPONSE_PROFILES } from '#shared/catalog/profiles.ts';
import { decideDevice, toDeviceFacts } from '#shared/domain/device.ts';
import type { Result } from '#shared/kit/result.ts';

/** Alarms gather this long before they are written: a write-behind cache, as somebody in a hurry would build it. */
const WRITE_BEHIND_MS = 40;

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
for (const device of station.devices) {
  const command = { kind: 'device.enroll', device: toDeviceFacts(device) } as const;
  desk.record(must(decideDevice(desk.world.devices.get(device.id), command)), { kind: 'system', id: 'core' });
}
const context = {
  desk,
  profile: RESPONSE_PROFILES[station.profile],
  locate: (lon: number, lat: number) => scene.locator.locate(lon, lat),
};
const links = must(
  await startLinks({
    links: station.links,
    devices: new DeviceRegistry(station.devices),
    clock: Date.now,
    deliver: async (signal) => {
      setTimeout(() => void receiveSignal(context, signal), WRITE_BEHIND_MS);
    },
    report: () => undefined,
  }),
);
process.stdout.write(`${JSON.stringify({ ready: true, links: links.ports })}\n`);

function must<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}
