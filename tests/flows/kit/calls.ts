/** Ends of video calls as programs: the real messages of both wires, with made-up words where WebRTC would speak. */
import type { Socket } from 'socket.io-client';
import { expect } from 'vitest';
import { type CallParty, type CallState, partyOf } from '#shared/domain/call.ts';
import type {
  CallEntered,
  CallPresence,
  CallSay,
  CallTaken,
  CallWord,
  WorkerCall,
  WorkerCallEnd,
} from '#shared/wire/calls.ts';
import { openPhone } from './phone.ts';
import { type TestSeat, takeSeat } from './seat.ts';
import { eventually, type TestStation, WORKER } from './station.ts';

const WITHIN_MS = 10_000;

/** One window or page in calls. */
export interface TestEnd extends Disposable {
  readonly endpoint: string;
  /** What others said to it, oldest first. */
  readonly heard: { from: string; life: string; word: CallWord }[];
  /** Who it was told is there. */
  readonly present: () => readonly CallPresence[];
  command(kind: string, body: object): Promise<{ ok: boolean; code?: string; callId?: string }>;
  enter(callId: string, partyId: string, endpoint?: string): Promise<CallEntered>;
  say(callId: string, from: string, to: string, word?: unknown): Promise<CallTaken>;
  media(callId: string, partyId: string, connected: readonly string[]): Promise<CallTaken>;
}

export interface TestCallPhone extends TestEnd {
  /** What its screen shows. */
  readonly shown: () => WorkerCall | null;
  readonly ended: () => WorkerCallEnd | null;
}

export const OFFER = { kind: 'description', type: 'offer', sdp: 'v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\n' } as const;

function endOf(socket: Socket, endpoint: string, command: TestEnd['command']): TestEnd {
  const heard: TestEnd['heard'] = [];
  let present: readonly CallPresence[] = [];
  socket.on('callSaid', ({ from, life, word }) => heard.push({ from, life, word }));
  socket.on('callPresent', (told: { present: readonly CallPresence[] }) => {
    present = told.present;
  });
  const asking = () => socket.timeout(WITHIN_MS);
  return {
    ...{ endpoint, heard, command },
    present: () => present,
    enter: (callId, partyId, asEndpoint = endpoint) =>
      asking().emitWithAck('callEnter', { callId, partyId, endpoint: asEndpoint, life: `life-of-${endpoint}` }),
    say: (callId, from, to, word = OFFER) => asking().emitWithAck('callSay', { callId, from, to, word } as CallSay),
    media: (callId, partyId, connected) => asking().emitWithAck('callMedia', { callId, partyId, connected }),
    [Symbol.dispose]: () => void socket.disconnect(),
  };
}

export async function callSeat(
  station: TestStation,
  token: string,
  endpoint: string,
): Promise<TestEnd & { seat: TestSeat }> {
  const seat = await takeSeat(station.core.url, token);
  return Object.assign(
    endOf(seat.socket as unknown as Socket, endpoint, (kind, body) => seat.command(kind, body) as never),
    {
      seat,
    },
  );
}

/** `isDeaf`: connected, and never says that it has shown anything: a page that has gone to sleep. */
export async function callPhone(
  station: TestStation,
  unitId: string,
  endpoint: string,
  { isDeaf = false }: { readonly isDeaf?: boolean } = {},
): Promise<TestCallPhone> {
  let shown: WorkerCall | null = null;
  let ended: WorkerCallEnd | null = null;
  const phone = await openPhone(station.core.url, unitId, WORKER, (socket) =>
    socket.on('call', ({ call, end }, taken) => {
      shown = call;
      ended = end;
      if (!isDeaf) taken(true);
    }),
  );
  const end = endOf(
    phone.socket as unknown as Socket,
    endpoint,
    (kind, body) => phone.command(kind as never, body) as never,
  );
  return Object.assign(end, { shown: () => shown, ended: () => ended });
}

export const callOf = (station: TestStation, callId: string): CallState =>
  station.core.desk.world.field.calls.get(callId) as CallState;

export const stateOf = (station: TestStation, callId: string, partyId: string): CallParty['state'] | undefined =>
  partyOf(callOf(station, callId), partyId)?.state;

export const becomes = (station: TestStation, callId: string, partyId: string, state: CallParty['state']) =>
  eventually(`${partyId} ${state}`, () => (stateOf(station, callId, partyId) === state ? true : undefined));

/** What the journal says of one call, in order: the kind and whose it is. */
export async function told(station: TestStation, callId: string): Promise<string[]> {
  await station.core.desk.settled();
  return station.core.desk.journal
    .read(0, 10_000)
    .filter(({ stream }) => stream === `call:${callId}`)
    .map(({ kind, body }) => {
      const { partyId, reason, party } = body as { partyId?: string; reason?: string; party?: { partyId: string } };
      return [kind.slice(5), partyId ?? party?.partyId, reason].filter(Boolean).join(' ');
    });
}

/** It is rung, and its id. */
export async function ring(duty: TestEnd, body: object = { unitId: 'u-001' }): Promise<string> {
  const answer = await duty.command('call.start', { endpoint: duty.endpoint, ...body });
  expect(answer).toMatchObject({ ok: true });
  return answer.callId!;
}

export const seatOf = (station: TestStation, callId: string): string => callOf(station, callId).parties[0]!.partyId;

/** Both have entered and say that they see each other. */
export async function meet(
  station: TestStation,
  callId: string,
  ends: readonly (readonly [TestEnd, string])[],
): Promise<void> {
  for (const [end, partyId] of ends) expect(await end.enter(callId, partyId)).toMatchObject({ ok: true });
  const all = ends.map(([, partyId]) => partyId);
  for (const [end, partyId] of ends)
    await end.media(
      callId,
      partyId,
      all.filter((other) => other !== partyId),
    );
  for (const [, partyId] of ends) await becomes(station, callId, partyId, 'connected');
}
