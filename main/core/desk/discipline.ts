/** Alarm discipline at the desk: shelving a device's nuisance alarms, and ending that in time. */
import { DEVICE_COMMAND_BODIES as BODIES } from '#shared/domain/deviceCommands.ts';
import type { Actor, Draft } from '#shared/domain/event.ts';
import { decideShelf } from '#shared/domain/shelf.ts';
import { type CommandFamily, drafted, handle } from './command.ts';
import type { Desk } from './desk.ts';

const CLOCK: Actor = { kind: 'system', id: 'clock' };

export const disciplineCommands: CommandFamily = {
  'device.shelve': handle(BODIES['device.shelve'], ({ desk }, { deviceId, ...shelf }) =>
    drafted(decideShelf(desk.world.devices.get(deviceId), { kind: 'shelve', ...shelf }, desk.clock())),
  ),
  'device.unshelve': handle(BODIES['device.unshelve'], ({ desk }, { deviceId }) =>
    drafted(decideShelf(desk.world.devices.get(deviceId), { kind: 'unshelve' }, desk.clock())),
  ),
};

/** A shelf somebody forgot would leave a device without a voice. Once a tick. */
export function endShelves(desk: Desk): void {
  const now = desk.clock();
  const drafts: Draft[] = [];
  for (const device of desk.world.devices.values()) {
    if (device.shelf === null) continue;
    const decided = decideShelf(device, { kind: 'lapse' }, now);
    if (decided.ok) drafts.push(...decided.value);
  }
  if (drafts.length > 0) desk.record(drafts, CLOCK);
}
