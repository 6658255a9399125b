/**
 * A walk test: somebody walks along a row of poles and presses each, one at a time. Only the pole that is armed now, only in
 * its window and only its first press is taken for the test; every other press anywhere is an alarm as ever, and so is a
 * second press of the same pole. A hold-up button cannot be disarmed by a test (GB 50394, DOMAIN §4).
 */
import { ok, type Result, refuse } from '../kit/result.ts';
import { type Draft, nameOfActor, type StoredEvent } from './event.ts';

/** `missed`: its window ended without a press; it may be armed again. */
export type WalkTestResult = 'waiting' | 'proved' | 'missed' | 'skipped';

export interface WalkTestEntry {
  readonly deviceId: string;
  readonly name: string;
  readonly account: string | null;
  readonly result: WalkTestResult;
  /** When it came to that result, by the core's clock. */
  readonly at: number | null;
  /** The press, when it was proved. */
  readonly alarmId: string | null;
  readonly code: string | null;
  /** Receive time minus the device's own time, ms; null where the device told none. */
  readonly skewMs: number | null;
  readonly reason: string | null;
}

export interface WalkTestState {
  readonly id: string;
  readonly name: string;
  readonly windowSeconds: number;
  readonly startedAt: number;
  readonly startedBy: string;
  readonly finishedAt: number | null;
  readonly finishedBy: string | null;
  /** The one pole whose next press is the test. */
  readonly armed: { readonly deviceId: string; readonly untilAt: number } | null;
  readonly entries: readonly WalkTestEntry[];
}

export type WalkTestEventBody = {
  'walkTest.started': {
    walkTestId: string;
    name: string;
    windowSeconds: number;
    devices: readonly { deviceId: string; name: string; account: string | null }[];
  };
  'walkTest.armed': { walkTestId: string; deviceId: string; untilAt: number };
  'walkTest.proved': { walkTestId: string; deviceId: string; alarmId: string; code: string; skewMs: number | null };
  'walkTest.missed': { walkTestId: string; deviceId: string };
  'walkTest.skipped': { walkTestId: string; deviceId: string; reason: string };
  'walkTest.finished': { walkTestId: string };
};
type WalkTestEventKind = keyof WalkTestEventBody;

export type WalkTestCommand =
  | {
      kind: 'start';
      walkTestId: string;
      name: string;
      windowSeconds: number;
      devices: WalkTestEventBody['walkTest.started']['devices'];
    }
  | { kind: 'arm'; deviceId: string }
  | { kind: 'prove'; deviceId: string; alarmId: string; code: string; skewMs: number | null }
  /** The window of the armed pole is over. */
  | { kind: 'lapse' }
  | { kind: 'skip'; deviceId: string; reason: string }
  | { kind: 'finish' };

export const walkTestStream = (walkTestId: string) => `walkTest:${walkTestId}`;

/** Settling one pole arms the next that waits, so that the walker needs nobody at the desk. */
export function decideWalkTest(
  state: WalkTestState | undefined,
  command: WalkTestCommand,
  now: number,
): Result<Draft[]> {
  if (command.kind === 'start') {
    if (state) return refuse('walkTestExists', '该步测已存在');
    const { kind, ...body } = command;
    const first = command.devices[0];
    if (!first) return refuse('emptyWalkTest', '步测至少要有一台设备');
    const started: Draft = draft(command.walkTestId, 'walkTest.started', body);
    return ok([started, armed(command.walkTestId, first.deviceId, command.windowSeconds, now)]);
  }
  if (!state) return refuse('unknownWalkTest', '没有这次步测');
  if (state.finishedAt !== null) return refuse('walkTestFinished', '该步测已结束');
  const { id, windowSeconds } = state;
  const next = (after: string) => {
    const waiting = nextWaiting(state, after);
    return waiting ? [armed(id, waiting.deviceId, windowSeconds, now)] : [];
  };
  switch (command.kind) {
    case 'arm': {
      const entry = state.entries.find(({ deviceId }) => deviceId === command.deviceId);
      if (!entry) return refuse('notInWalkTest', '该设备不在本次步测内');
      if (entry.result === 'proved') return refuse('alreadyProved', '该设备已测通');
      return ok([armed(id, command.deviceId, windowSeconds, now)]);
    }
    case 'prove': {
      if (state.armed?.deviceId !== command.deviceId || now > state.armed.untilAt) return ok([]);
      const { kind, ...body } = command;
      return ok([draft(id, 'walkTest.proved', { walkTestId: id, ...body }), ...next(command.deviceId)]);
    }
    case 'lapse': {
      if (!state.armed || now <= state.armed.untilAt) return ok([]);
      const { deviceId } = state.armed;
      return ok([draft(id, 'walkTest.missed', { walkTestId: id, deviceId })]);
    }
    case 'skip': {
      const entry = state.entries.find(({ deviceId }) => deviceId === command.deviceId);
      if (!entry) return refuse('notInWalkTest', '该设备不在本次步测内');
      if (entry.result === 'proved') return refuse('alreadyProved', '该设备已测通');
      const { deviceId, reason } = command;
      const skipped = draft(id, 'walkTest.skipped', { walkTestId: id, deviceId, reason });
      return ok([skipped, ...(state.armed?.deviceId === deviceId ? next(deviceId) : [])]);
    }
    case 'finish':
      return ok([draft(id, 'walkTest.finished', { walkTestId: id })]);
  }
}

export function evolveWalkTest(state: WalkTestState | undefined, event: StoredEvent): WalkTestState | undefined {
  const kind = event.kind as WalkTestEventKind;
  if (kind === 'walkTest.started') {
    const body = event.body as WalkTestEventBody['walkTest.started'];
    return {
      id: body.walkTestId,
      name: body.name,
      windowSeconds: body.windowSeconds,
      startedAt: event.at,
      startedBy: nameOfActor(event.actor),
      finishedAt: null,
      finishedBy: null,
      armed: null,
      entries: body.devices.map((device) => ({
        ...device,
        result: 'waiting',
        at: null,
        alarmId: null,
        code: null,
        skewMs: null,
        reason: null,
      })),
    };
  }
  if (!state) return undefined;
  switch (kind) {
    case 'walkTest.armed': {
      const { deviceId, untilAt } = event.body as WalkTestEventBody['walkTest.armed'];
      const waiting = settle(state, deviceId, { result: 'waiting', at: null, reason: null });
      return { ...waiting, armed: { deviceId, untilAt } };
    }
    case 'walkTest.proved': {
      const { deviceId, alarmId, code, skewMs } = event.body as WalkTestEventBody['walkTest.proved'];
      return settle(state, deviceId, { result: 'proved', at: event.at, alarmId, code, skewMs });
    }
    case 'walkTest.missed':
      return settle(state, (event.body as { deviceId: string }).deviceId, { result: 'missed', at: event.at });
    case 'walkTest.skipped': {
      const { deviceId, reason } = event.body as WalkTestEventBody['walkTest.skipped'];
      return settle(state, deviceId, { result: 'skipped', at: event.at, reason });
    }
    case 'walkTest.finished':
      return { ...state, armed: null, finishedAt: event.at, finishedBy: nameOfActor(event.actor) };
    default:
      return state;
  }
}

/** Forward along the row from the pole just settled, then from its start: who was passed by comes last. */
function nextWaiting({ entries }: WalkTestState, after: string): WalkTestEntry | undefined {
  const from = entries.findIndex(({ deviceId }) => deviceId === after) + 1;
  const row = [...entries.slice(from), ...entries.slice(0, from)];
  return row.find(({ deviceId, result }) => deviceId !== after && result === 'waiting');
}

function settle(state: WalkTestState, deviceId: string, part: Partial<WalkTestEntry>): WalkTestState {
  const entries = state.entries.map((entry) => (entry.deviceId === deviceId ? { ...entry, ...part } : entry));
  return { ...state, entries, armed: state.armed?.deviceId === deviceId ? null : state.armed };
}

function armed(walkTestId: string, deviceId: string, windowSeconds: number, now: number): Draft {
  return draft(walkTestId, 'walkTest.armed', { walkTestId, deviceId, untilAt: now + windowSeconds * 1_000 });
}

function draft<Kind extends WalkTestEventKind>(id: string, kind: Kind, body: WalkTestEventBody[Kind]): Draft {
  return { stream: walkTestStream(id), kind, body };
}
