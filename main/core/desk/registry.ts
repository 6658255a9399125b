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
  DEVICE_COMMAND_BODIES,
  type DeviceCommandBody,
  type DeviceCommandKind,
} from '#shared/domain/deviceCommands.ts';
import type { Draft } from '#shared/domain/event.ts';
import { decideWalkTest, type WalkTestCommand, type WalkTestState } from '#shared/domain/walkTest.ts';
import type { World } from '#shared/domain/world.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import { describeIssue } from '#shared/wire/pack.ts';
import type { Desk } from './desk.ts';
import type { Outcome } from './execute.ts';

/** Commands that need nothing but the world. `device.save` and `device.import` have stewards. */
type PlainKind = Exclude<Extract<DeviceCommandKind, `device.${string}` | `walkTest.${string}`>, StewardedKind>;
type StewardedKind = 'device.save' | 'device.import';

const PLAIN_KINDS: Readonly<Record<PlainKind, true>> = {
  'device.retire': true,
  'device.startMaintenance': true,
  'device.endMaintenance': true,
  'walkTest.start': true,
  'walkTest.arm': true,
  'walkTest.skip': true,
  'walkTest.finish': true,
};

export const isRegistryCommand = (kind: string): kind is PlainKind => Object.hasOwn(PLAIN_KINDS, kind);

/** Body of a command, or `badBody` with the first bad field. */
export function parseDeviceBody<Kind extends DeviceCommandKind>(
  kind: Kind,
  input: unknown,
): Result<DeviceCommandBody<Kind>> {
  const parsed = DEVICE_COMMAND_BODIES[kind].safeParse(input);
  return parsed.success ? ok(parsed.data as DeviceCommandBody<Kind>) : refuse('badBody', describeIssue(parsed.error));
}

export function decideRegistry(desk: Desk, kind: PlainKind, input: unknown): Result<Outcome> {
  const now = desk.clock();
  const { devices } = desk.world;
  switch (kind) {
    case 'device.retire':
      return parsedAs(kind, input, ({ deviceId }) => retire(desk.world, deviceId));
    case 'device.startMaintenance':
      return parsedAs(kind, input, (body) => drafted(decideDevice(devices.get(body.deviceId), { kind, ...body }, now)));
    case 'device.endMaintenance':
      return parsedAs(kind, input, ({ deviceId }) =>
        drafted(decideDevice(devices.get(deviceId), { kind, deviceId, isDue: false }, now)),
      );
    case 'walkTest.start':
      return parsedAs(kind, input, (body) => startWalk(desk, body));
    case 'walkTest.arm':
      return parsedAs(kind, input, ({ walkTestId, deviceId }) => walk(desk, walkTestId, { kind: 'arm', deviceId }));
    case 'walkTest.skip':
      return parsedAs(kind, input, ({ walkTestId, ...body }) => walk(desk, walkTestId, { kind: 'skip', ...body }));
    case 'walkTest.finish':
      return parsedAs(kind, input, ({ walkTestId }) => walk(desk, walkTestId, { kind: 'finish' }));
  }
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

function parsedAs<Kind extends DeviceCommandKind>(
  kind: Kind,
  input: unknown,
  decide: (body: DeviceCommandBody<Kind>) => Result<Outcome>,
): Result<Outcome> {
  const body = parseDeviceBody(kind, input);
  return body.ok ? decide(body.value) : body;
}

function drafted(decided: Result<Draft[]>, ids: Omit<Outcome, 'drafts'> = {}): Result<Outcome> {
  return decided.ok ? ok({ drafts: decided.value, ...ids }) : decided;
}
