import { io, type Socket } from 'socket.io-client';
import { type Disposable, DisposableStore, toDisposable } from '#shared/kit/disposable.ts';
import { uuidV7 } from '#shared/kit/ids.ts';
import type { CoreWhereabouts } from '#shared/wire/bridge.ts';
import type { CommandKind } from '#shared/wire/roles.ts';
import {
  type CommandAnswer,
  type PositionTuple,
  SEAT_NAMESPACE,
  SEAT_WIRE_VERSION,
  type SeatHello,
  type SeatRefusal,
  type SeatToServer,
  type ServerToSeat,
} from '#shared/wire/seat.ts';
import type { WallPageBeat } from '#shared/wire/wall.ts';
import { type CallQuestion, CallWords } from './callWords.ts';
import { type CommandOutcome, outcomeOf } from './commandOutcome.ts';
import { type Connection, type ConnectionNews, firstConnection, nextConnection } from './connection.ts';
import { LiveState } from './liveState.ts';
import { Observable } from './observable.ts';
import { ServerClock } from './serverClock.ts';

export interface SeatClientOptions {
  readonly token: string;
  /** The window's own clock, epoch ms. */
  readonly clock: () => number;
  readonly randomBytes: (bytes: Uint8Array) => Uint8Array;
  /** How long an answer is awaited before the one retry, and again after it. */
  readonly answerWithinMs?: number;
}

const ANSWER_WITHIN_MS = 8_000;
/** `watch` is called every half second; later than this, it was this window that was held up. */
const STOOD_STILL_MS = 2_000;
/** Where socket.io leaves connecting again to us. */
const RECONNECT_AFTER_MS = 300;
const RETRY_CONNECT_MS = { reconnectionDelay: 250, reconnectionDelayMax: 2_000, randomizationFactor: 0.5 } as const;

/** What a seat may ask besides whom to send. */
export type SeatQuestion =
  | CallQuestion
  | 'linkReports'
  | 'linkFrames'
  | 'unknownCallers'
  | 'deviceHealth'
  | 'machineReports'
  | 'coverageRoads'
  | 'coverageEdges'
  | 'incidentCoverage';
type SeatAnswer<Question extends SeatQuestion> = Parameters<Parameters<SeatToServer[Question]>[1]>[0];

type SeatSocket = Socket<ServerToSeat, SeatToServer>;

/**
 * One seat's connection to its core (shared/wire/seat.ts) and what was folded from it. The only user of
 * socket.io-client. Call `pointAt` with the core's whereabouts whenever they change and `watch` about once a second;
 * it owns no timer of its own, so that tests decide what time it is.
 */
export class SeatClient implements Disposable {
  readonly live = new LiveState();
  /** Changes with events, pulses and the connection. */
  readonly changes = new Observable();
  readonly calls = new CallWords();

  readonly #options: SeatClientOptions;
  readonly #clock = new ServerClock();
  readonly #sockets = new DisposableStore();
  readonly #positionListeners = new Set<(unitIds: readonly string[]) => void>();
  #socket: SeatSocket | null = null;
  #url: string | null = null;
  #connection: Connection;
  #headAtLastPulse = 0;
  #watchedAt = 0;
  #focus: string | null = null;
  #token: string;

  constructor(options: SeatClientOptions) {
    this.#options = options;
    this.#token = options.token;
    this.#connection = firstConnection(options.clock());
  }

  get connection(): Connection {
    return this.#connection;
  }

  /** Where the core answers HTTP, and what this seat shows it; null until it has an address. */
  get door(): { readonly url: string; readonly token: string } | null {
    return this.#url === null ? null : { url: this.#url, token: this.#token };
  }

  /** Seconds of the core's time in one second: 1 but at a drill, 0 while it stands. */
  get pace(): number {
    return this.#clock.pace;
  }

  /** The core's time, epoch ms: what every age and countdown is measured by. */
  readonly now = (): number => this.#clock.at(this.#options.clock());

  /** Told the units of each batch: positions come often and most views do not care. Returns its own disposer. */
  onPositions(listener: (unitIds: readonly string[]) => void): () => void {
    this.#positionListeners.add(listener);
    return () => this.#positionListeners.delete(listener);
  }

  /** This window's own clock, which silence is measured by. */
  readonly localNow = (): number => this.#options.clock();

  pointAt(core: CoreWhereabouts): void {
    this.#report({ kind: 'core', core });
    if (core.url !== null && core.url !== this.#url) this.#open(core.url);
  }

  /**
   * Notices silence. When the window itself stood still, what the core said meanwhile is not read yet: that once is no
   * proof of silence, the next look is.
   */
  watch(): void {
    const now = this.#options.clock();
    const stoodStill = now - this.#watchedAt > STOOD_STILL_MS;
    this.#watchedAt = now;
    if (!stoodStill) this.#report({ kind: 'watched' });
  }

  /** Somebody has signed in at this window, or out: the seat comes back as who it is now and takes up where it was. */
  showToken(token: string): void {
    if (token === this.#token) return;
    this.#token = token;
    if (this.#url !== null) this.#open(this.#url);
  }

  /** A session that is used does not lapse. */
  tellActive(): void {
    if (this.#connection.state === 'live') this.#socket?.emit('active');
  }

  /** A page of the wall has painted; said as often as it does. */
  tellWall(beat: WallPageBeat): void {
    if (this.#connection.state === 'live') this.#socket?.emit('wallBeat', beat);
  }

  /** Tells the other seats which incident this window shows now; null: none. */
  focus(incidentId: string | null): void {
    if (incidentId === this.#focus) return;
    this.#focus = incidentId;
    if (this.#connection.state === 'live') this.#socket?.emit('focus', { incidentId });
  }

  /** Sends a command once, and once more with the same id when no answer came. Never queues: not live is not sent. */
  async send(kind: CommandKind, body: unknown): Promise<CommandOutcome> {
    const socket = this.#socket;
    if (!socket?.connected || this.#connection.state !== 'live')
      return { state: 'notSent', connection: this.#connection.state };
    const commandId = uuidV7(this.#options.clock(), this.#options.randomBytes);
    const request = { commandId, kind, body };
    const answer = (await this.#ask(socket, request)) ?? (await this.#askAgain(request));
    return outcomeOf(commandId, answer);
  }

  /** Asks who should be sent; null when it could not be asked or was not answered in time. */
  async recommend(incidentId: string) {
    const socket = this.#socket;
    if (!socket?.connected || this.#connection.state !== 'live') return null;
    try {
      return await socket.timeout(this.#answerWithinMs).emitWithAck('recommend', { incidentId });
    } catch {
      return null;
    }
  }

  /** Asks for telemetry of links and devices; null when it could not be asked or was not answered in time. */
  async ask<Question extends SeatQuestion>(
    question: Question,
    request: Parameters<SeatToServer[Question]>[0],
  ): Promise<SeatAnswer<Question> | null> {
    const socket = this.#socket;
    if (!socket?.connected || this.#connection.state !== 'live') return null;
    try {
      // One signature per question: TypeScript cannot follow which, the wire's own contract can.
      const line = socket.timeout(this.#answerWithinMs) as unknown as {
        emitWithAck(question: SeatQuestion, request: unknown): Promise<SeatAnswer<Question>>;
      };
      return await line.emitWithAck(question, request);
    } catch {
      return null;
    }
  }

  /** Asks for a whole world: what we hold does not join on to what came. */
  resync(): void {
    this.live.forgetChain();
    const socket = this.#socket;
    if (!socket) return;
    socket.disconnect();
    setTimeout(() => socket === this.#socket && socket.connect(), RECONNECT_AFTER_MS);
  }

  dispose(): void {
    this.#sockets.dispose();
    this.#socket = null;
  }

  get #answerWithinMs(): number {
    return this.#options.answerWithinMs ?? ANSWER_WITHIN_MS;
  }

  async #ask(socket: SeatSocket, request: { commandId: string; kind: string; body: unknown }) {
    try {
      return await socket.timeout(this.#answerWithinMs).emitWithAck('command', request);
    } catch {
      return null;
    }
  }

  /** The line may have broken under the first try: waits for it to come back, for as long as an answer may take. */
  async #askAgain(request: { commandId: string; kind: string; body: unknown }): Promise<CommandAnswer | null> {
    const isLive = () => this.#socket?.connected === true && this.#connection.state === 'live';
    const socket = isLive() || (await this.#changesUntil(isLive)) ? this.#socket : null;
    return socket ? this.#ask(socket, request) : null;
  }

  #changesUntil(isTrue: () => boolean): Promise<boolean> {
    return new Promise((resolve) => {
      const finish = (result: boolean) => {
        clearTimeout(timer);
        unsubscribe();
        resolve(result);
      };
      const timer = setTimeout(() => finish(false), this.#answerWithinMs);
      const unsubscribe = this.changes.subscribe(() => isTrue() && finish(true));
    });
  }

  #open(url: string): void {
    this.#url = url;
    this.#socket?.disconnect();
    this.#clock.restart();
    this.#report({ kind: 'opening' });
    const socket: SeatSocket = io(new URL(SEAT_NAMESPACE, url).href, {
      transports: ['websocket'],
      forceNew: true,
      auth: (give) => give(this.#hello()),
      ...RETRY_CONNECT_MS,
    });
    this.#socket = socket;
    this.#listen(socket);
    this.#sockets.add(toDisposable(() => socket.disconnect()));
  }

  #hello(): SeatHello {
    const resume = this.live.resume();
    return { wire: SEAT_WIRE_VERSION, token: this.#token, ...(resume ? { resume } : {}) };
  }

  #listen(socket: SeatSocket): void {
    const isCurrent = () => socket === this.#socket;
    this.calls.hear(socket);
    socket.on('connect_error', (error) => {
      const refusal = (error as Error & { data?: SeatRefusal }).data;
      if (!isCurrent() || !refusal?.code) return;
      this.#report({ kind: 'refused', refusal });
      // A refusal by name ends the socket's own retries; only a core that is still starting is worth asking again.
      if (refusal.code === 'starting') setTimeout(() => isCurrent() && socket.connect(), RECONNECT_AFTER_MS);
    });
    socket.on('disconnect', (reason) => {
      if (!isCurrent()) return;
      this.#report({ kind: 'closed' });
      if (reason === 'io server disconnect') setTimeout(() => isCurrent() && socket.connect(), RECONNECT_AFTER_MS);
    });
    socket.on('welcome', (message) => {
      if (!isCurrent()) return;
      if (message.wire !== SEAT_WIRE_VERSION) return this.#refuseWire(socket, message.wire);
      this.#clock.restart();
      this.#clock.note(message.serverNow, this.#options.clock(), message.pace);
      if (this.live.welcome(message) === 'gap') return this.resync();
      this.#headAtLastPulse = 0;
      socket.emit('focus', { incidentId: this.#focus });
      this.#report({ kind: 'welcomed' }, true);
      this.calls.welcomed();
      this.#placed(message.positions);
    });
    socket.on('events', (events) => {
      if (!isCurrent()) return;
      if (this.live.fold(events) === 'gap') return this.resync();
      this.#report({ kind: 'heard' }, true);
    });
    socket.on('positions', (batch) => {
      if (!isCurrent()) return;
      this.live.place(batch);
      this.#report({ kind: 'heard' });
      this.#placed(batch);
    });
    socket.on('presence', (seats) => {
      if (!isCurrent()) return;
      this.live.presence = seats;
      this.#report({ kind: 'heard' }, true);
    });
    socket.on('walls', (reports) => {
      if (!isCurrent()) return;
      this.live.walls = reports;
      this.#report({ kind: 'heard' }, true);
    });
    socket.on('coverage', (news) => {
      if (!isCurrent()) return;
      this.live.hearCoverage(news);
      this.#report({ kind: 'heard' }, true);
    });
    socket.on('pulse', (pulse) => {
      if (!isCurrent()) return;
      this.#clock.note(pulse.serverNow, this.#options.clock(), pulse.pace);
      this.live.pulse = pulse;
      this.live.signIn = pulse.signIn;
      if (this.#hasMissedEvents(pulse.head.seq)) return this.resync();
      this.#report({ kind: 'heard' }, true);
    });
  }

  #placed(batch: readonly PositionTuple[]): void {
    const unitIds = batch.map(([unitId]) => unitId);
    for (const listener of this.#positionListeners) listener(unitIds);
  }

  /** Still without events that were there a pulse ago: they were lost. A head behind us: the journal is another one. */
  #hasMissedEvents(headSeq: number): boolean {
    const { seq } = this.live.world;
    const headBefore = this.#headAtLastPulse;
    this.#headAtLastPulse = headSeq;
    return headSeq < seq || seq < headBefore;
  }

  #refuseWire(socket: SeatSocket, wire: number): void {
    socket.disconnect();
    this.#report({ kind: 'refused', refusal: { code: 'wireVersion', message: '', wire } });
  }

  #report(news: ConnectionNews, isNews = false): void {
    const next = nextConnection(this.#connection, news, this.#options.clock());
    const changed = next.state !== this.#connection.state || next.core !== this.#connection.core;
    this.#connection = next;
    if (changed || isNews) this.changes.changed();
  }
}
