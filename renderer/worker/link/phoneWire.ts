/** The socket of the phone: what the station says goes into the state, what waits goes out and is answered. */
import { io, type Socket } from 'socket.io-client';
import type { CallsToServer } from '#shared/wire/calls.ts';
import type { CommandAnswer } from '#shared/wire/seat.ts';
import {
  type ServerToWorker,
  WORKER_NAMESPACE,
  WORKER_WIRE_VERSION,
  type WorkerTaken,
  type WorkerToServer,
} from '#shared/wire/worker.ts';
import type { OutboxItem } from '../outbox/item.ts';
import type { Delivered } from '../outbox/outbox.ts';
import type { QueuedFix } from '../outbox/positions.ts';
import type { PhoneSession } from './phoneState.ts';

export interface WireEvents {
  readonly onConnected: () => void;
  readonly onLost: () => void;
  /** The station does not take this phone: `unauthorised` when it was revoked. */
  readonly onRefused: (code: string) => void;
  readonly on: ServerToWorker;
}

const ANSWER_WITHIN_MS = 10_000;
/** A little more than the station gives an upload (main/core/gateway/bodyTime.ts). */
const UPLOAD_WITHIN_MS = 125_000;
const AGAIN_AFTER_MS = 1_000;
/** Answers after which the same may well be taken a little later. */
const BUSY: ReadonlySet<string> = new Set(['overRate', 'internal', 'storeFull']);

export class PhoneWire {
  readonly #session: PhoneSession;
  readonly #events: WireEvents;
  readonly #socket: Socket<ServerToWorker, WorkerToServer>;
  #uploading: AbortController | null = null;

  constructor(session: PhoneSession, events: WireEvents) {
    this.#session = session;
    this.#events = events;
    this.#socket = io(WORKER_NAMESPACE, {
      transports: ['websocket'],
      auth: { wire: WORKER_WIRE_VERSION, token: session.token, units: [session.unitId] },
      reconnectionDelay: 500,
      reconnectionDelayMax: 5_000,
      timeout: 8_000,
    });
    this.#listen();
  }

  /** One question, now; null when nobody answered in time. */
  async ask<Name extends keyof CallsToServer | 'command'>(
    name: Name,
    request: Parameters<WorkerToServer[Name]>[0],
  ): Promise<Parameters<Parameters<WorkerToServer[Name]>[1]>[0] | null> {
    if (!this.#socket.connected) return null;
    try {
      // One signature per question: TypeScript cannot follow which, the wire's own contract can.
      const line = this.#asking as unknown as { emitWithAck(name: string, request: unknown): Promise<never> };
      return await line.emitWithAck(name, request);
    } catch {
      return null;
    }
  }

  get isConnected(): boolean {
    return this.#socket.connected;
  }

  /** Looks at once instead of waiting for its next try: the phone has come back to the network. */
  hurry(): void {
    if (!this.#socket.connected) this.#socket.connect();
  }

  close(): void {
    this.#socket.removeAllListeners();
    this.#socket.disconnect();
  }

  async deliver(item: OutboxItem): Promise<Delivered> {
    if (!this.#socket.connected) return { state: 'offline' };
    for (const { hash, blob } of item.files) {
      const uploaded = await this.#upload(hash, blob);
      if (uploaded.state !== 'done') return uploaded;
    }
    try {
      return toDelivered(await this.#say(item));
    } catch {
      return { state: 'offline' };
    }
  }

  /** False: they wait for the next time. */
  async sendPositions(fixes: readonly QueuedFix[]): Promise<boolean> {
    if (!this.#socket.connected || fixes.length === 0) return false;
    const { unitId } = this.#session;
    try {
      const positions = fixes.map((fix) => ({ unitId, batteryPercent: null, ...fix }));
      const taken = await this.#asking.emitWithAck('positions', positions);
      return taken.ok || taken.code === 'badBody';
    } catch {
      return false;
    }
  }

  #say({ commandId, unitId, deed }: OutboxItem): Promise<CommandAnswer | WorkerTaken> {
    const socket = this.#asking;
    switch (deed.kind) {
      case 'report': {
        const { kind, ...report } = deed;
        return socket.emitWithAck('report', { commandId, unitId, ...report });
      }
      case 'command':
        return socket.emitWithAck('command', { commandId, unitId, kind: deed.command, body: deed.body });
      case 'shift':
        return socket.emitWithAck('shift', { unitId, isOnShift: deed.isOnShift });
      case 'sos':
        return socket.emitWithAck('sos', { unitId, text: deed.text, at: deed.at, position: deed.position });
    }
  }

  /** Something has been said that is short: a photo on its way begins again after it. */
  giveWay(): void {
    this.#uploading?.abort();
  }

  async #upload(hash: string, blob: Blob): Promise<Delivered> {
    const uploading = new AbortController();
    this.#uploading = uploading;
    const late = setTimeout(() => uploading.abort(), UPLOAD_WITHIN_MS);
    try {
      const response = await fetch(`/api/worker/evidence/${hash}`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${this.#session.token}`, 'content-type': 'application/octet-stream' },
        body: blob,
        signal: uploading.signal,
      });
      const answer = (await response.json()) as CommandAnswer;
      const delivered = toDelivered(answer);
      // A file may wait for a station that is busy; what comes after it need not.
      return delivered.state === 'offline' ? { state: 'fileLater' } : delivered;
    } catch {
      return this.#socket.connected ? { state: 'fileLater' } : { state: 'offline' };
    } finally {
      clearTimeout(late);
      this.#uploading = null;
    }
  }

  get #asking() {
    return this.#socket.timeout(ANSWER_WITHIN_MS);
  }

  #listen(): void {
    const { onConnected, onLost, onRefused, on } = this.#events;
    this.#socket.on('connect', onConnected);
    this.#socket.on('disconnect', (reason) => {
      onLost();
      // Sent away by the station: socket.io would not come back by itself, and the station says why when it is asked again.
      if (reason === 'io server disconnect') setTimeout(() => this.#socket.connect(), AGAIN_AFTER_MS);
    });
    this.#socket.on('connect_error', (error) => {
      const { code } = (error as Error & { data?: { code?: string } }).data ?? {};
      if (code === undefined) onLost();
      else onRefused(code);
    });
    this.#socket.on('welcome', on.welcome);
    this.#socket.on('order', on.order);
    this.#socket.on('moved', on.moved);
    this.#socket.on('ended', on.ended);
    this.#socket.on('tasks', on.tasks);
    this.#socket.on('task', on.task);
    this.#socket.on('messages', on.messages);
    this.#socket.on('message', on.message);
    this.#socket.on('marked', on.marked);
    this.#socket.on('linkage', on.linkage);
    this.#socket.on('call', on.call);
    this.#socket.on('callSaid', on.callSaid);
    this.#socket.on('callPresent', on.callPresent);
    this.#socket.on('evidence', on.evidence);
  }
}

function toDelivered(answer: CommandAnswer | WorkerTaken): Delivered {
  if (answer.ok) return { state: 'done' };
  if (BUSY.has(answer.code)) return { state: 'offline' };
  return { state: 'refused', code: answer.code, message: answer.message };
}
