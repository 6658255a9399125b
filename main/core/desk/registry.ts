/** What seats do with devices: statements about them, maintenance, walk tests. Keys and files are the stewards' business. */
import {
  type DeviceFacts,
  type DeviceRecord,
  type DeviceState,
  decideDevice,
  toDeviceFacts,
} from '#shared/domain/device.ts';
import { DeviceBook } from '#shared/domain/deviceClash.ts';
import {
  DEVICE_COMMAND_BODIES as BODIES,
  type DeviceCommandBody,
  type DeviceCommandKind,
} from '#shared/domain/deviceCommands.ts';
import { decideWalkTest, type WalkTestCommand, type WalkTestState } from '#shared/domain/walkTest.ts';
import type { World } from '#shared/domain/world.ts';
import { describeIssue } from '#shared/kit/issue.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import { type CommandFamily, drafted, handle, type Outcome } from './command.ts';
import type { Desk } from './desk.ts';

/** `device.save` and `device.import` have stewards. */
export const registryCommands: CommandFamily = {
  'device.retire': handle(BODIES['device.retire'], ({ desk }, { deviceId }) => retire(desk.world, deviceId)),
  'device.startMaintenance': handle(BODIES['device.startMaintenance'], ({ desk }, body) =>
    drafted(
      decideDevice(desk.world.devices.get(body.deviceId), { kind: 'device.startMaintenance', ...body }, desk.clock()),
    ),
  ),
  'device.endMaintenance': handle(BODIES['device.endMaintenance'], ({ desk }, { deviceId }) =>
    drafted(
      decideDevice(
        desk.world.devices.get(deviceId),
        { kind: 'device.endMaintenance', deviceId, isDue: false },
        desk.clock(),
      ),
    ),
  ),
  'walkTest.start': handle(BODIES['walkTest.start'], ({ desk }, body) => startWalk(desk, body)),
  'walkTest.arm': handle(BODIES['walkTest.arm'], ({ desk }, { walkTestId, deviceId }) =>
    walk(desk, walkTestId, { kind: 'arm', deviceId }),
  ),
  'walkTest.skip': handle(BODIES['walkTest.skip'], ({ desk }, { walkTestId, ...body }) =>
    walk(desk, walkTestId, { kind: 'skip', ...body }),
  ),
  'walkTest.finish': handle(BODIES['walkTest.finish'], ({ desk }, { walkTestId }) =>
    walk(desk, walkTestId, { kind: 'finish' }),
  ),
};

/** Body of a command, or `badBody` with the first bad field. */
export function parseDeviceBody<Kind extends DeviceCommandKind>(
  kind: Kind,
  input: unknown,
): Result<DeviceCommandBody<Kind>> {
  const parsed = BODIES[kind].safeParse(input);
  return parsed.success ? ok(parsed.data as DeviceCommandBody<Kind>) : refuse('badBody', describeIssue(parsed.error));
}

/** Every device and wire of the world, as the clash rule wants them. */
function bookOf({ devices, links, units }: World): DeviceBook {
  const book = new DeviceBook(
    [...links.values()].map(({ record }) => record),
    units.values(),
  );
  for (const device of devices.values()) book.add(device);
  return book;
}

/** What the desk states of a device. Refused with `deviceClash` where it would stand against another, or lose its siren. */
export function saveDevice(
  world: World,
  record: DeviceRecord,
  { hasKey, isKeyNew }: { hasKey: boolean; isKeyNew: boolean },
): Result<Outcome> {
  const device: DeviceFacts = { ...toDeviceFacts(record), hasKey };
  const book = bookOf(world);
  const onLine = book.lineClash(device);
  book.add(device);
  const clash = onLine ?? book.sirenClash(device) ?? pairClash(world, book, device);
  if (clash) {
    const path = `device.${clash.field}`;
    return refuse('deviceClash', clash.zh, [{ path, zh: clash.zh, en: clash.en }]);
  }
  const state = world.devices.get(device.id);
  return drafted(decideDevice(state, { kind: 'device.enroll', device, statedBy: 'desk', isKeyNew }));
}

/** A siren moved to another wire or account would leave the poles that name it without one. */
function pairClash({ devices }: World, book: DeviceBook, { id }: DeviceFacts) {
  if (!devices.has(id)) return undefined;
  for (const pole of devices.values()) {
    if (pole.siren !== id || pole.id === id || !book.sirenClash(pole)) continue;
    return {
      field: 'account' as const,
      zh: `${pole.name} 以此设备为警号：请先改它的警号`,
      en: `${pole.name} names this device as its siren: change that first`,
    };
  }
  return undefined;
}

function retire(world: World, deviceId: string): Result<Outcome> {
  const state = world.devices.get(deviceId);
  if (state) {
    const pole = [...world.devices.values()].find(({ id, siren }) => siren === deviceId && id !== deviceId);
    if (pole) return refuse('sirenInUse', `${pole.name} 以此设备为警号：请先改它的警号`);
    const walkTest = walkOf(world, deviceId);
    if (walkTest) return refuse('deviceInWalkTest', `${state.name} 正在步测「${walkTest.name}」中`);
  }
  return drafted(decideDevice(state, { kind: 'device.retire', deviceId }));
}

/** A device may be in one running walk only: two armed windows would take two presses of one pole. */
function startWalk(desk: Desk, body: DeviceCommandBody<'walkTest.start'>): Result<Outcome> {
  const { world } = desk;
  const devices: DeviceState[] = [];
  for (const deviceId of body.deviceIds) {
    const device = world.devices.get(deviceId);
    if (!device) return refuse('unknownDevice', `没有登记设备 ${deviceId}`);
    const running = walkOf(world, deviceId);
    if (running) return refuse('deviceInWalkTest', `${device.name} 正在步测「${running.name}」中`);
    devices.push(device);
  }
  const { name, windowSeconds } = body;
  const entries = devices.map((device) => ({
    deviceId: device.id,
    name: device.name,
    account: device.account ?? null,
  }));
  return walk(desk, desk.newId(), { kind: 'start', name, windowSeconds, devices: entries });
}

type Walk = WalkTestCommand | Omit<Extract<WalkTestCommand, { kind: 'start' }>, 'walkTestId'>;

function walk(desk: Desk, walkTestId: string, command: Walk): Result<Outcome> {
  const decided = decideWalkTest(
    desk.world.walkTests.get(walkTestId),
    { walkTestId, ...command } as WalkTestCommand,
    desk.clock(),
  );
  return drafted(decided, { walkTestId });
}

const walkOf = ({ walkTests }: World, deviceId: string): WalkTestState | undefined =>
  [...walkTests.values()].find(
    ({ finishedAt, entries }) => finishedAt === null && entries.some((entry) => entry.deviceId === deviceId),
  );
