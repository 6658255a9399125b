import type { StreamGrade } from '#shared/domain/channel.ts';
import type { Disposable } from '#shared/kit/disposable.ts';
import type { OpenedStream, OpenRequest, PlayProtocol } from '#shared/wire/video.ts';
import type { DeskSource } from '../../live/deskSource.ts';
import { Observable } from '../../live/observable.ts';
import { endStream, openStream } from '../../live/video.ts';
import { PLAYERS, type Player } from '../players/player.ts';
import type { OpeningTurns } from './openingTurns.ts';
import { type Capture, captureOf, posterOf } from './pictures.ts';
import { PAUSED_TILE, statusOf, stepTile, type TileEvent, type TileState, type TileStatus } from './tileMachine.ts';

/** How often frames are counted and limits looked at. */
const TICK_MS = 500;

export interface TileView {
  readonly status: TileStatus;
  readonly fault: TileState['fault'];
  /** What plays or is being tried; null: nothing. */
  readonly protocol: PlayProtocol | null;
  /** Of the stream that was opened last; null: none was. */
  readonly grade: StreamGrade | null;
  readonly hasSound: boolean;
  /** The seconds before this look may be had. */
  readonly hasPast: boolean;
  /** Epoch ms on this machine; null: no frame was ever shown here. */
  readonly lastFrameAt: number | null;
  /** When it is tried again; null: nothing is waited for. */
  readonly dueAt: number | null;
}

export interface TileOptions {
  readonly client: Pick<DeskSource, 'door' | 'localNow'>;
  readonly channelId: string;
  readonly grade: StreamGrade;
  readonly reason: OpenRequest['reason'];
  /** Of the page: tiles open one after the other. */
  readonly turns: OpeningTurns;
  /** Where the picture stands; emptied and filled by the session. */
  readonly surface: HTMLElement;
}

/** One tile's stream from ticket to picture, kept alive until it is disposed. The rules stand in tileMachine.ts. */
export class TileSession {
  readonly changes = new Observable();
  readonly #options: TileOptions;
  readonly #timer: ReturnType<typeof setInterval>;
  #state: TileState = PAUSED_TILE;
  #grade: StreamGrade;
  #opened: OpenedStream | null = null;
  #player: Player | null = null;
  /** Of the try under way: whatever comes for an earlier one is late. */
  #attempt = new AbortController();
  #turn: Disposable | null = null;
  #isAudible = false;
  /** What was last told apart from the state: these change by themselves. */
  #told: Pick<TileView, 'status' | 'hasSound'> = { status: 'paused', hasSound: false };

  constructor(options: TileOptions) {
    this.#options = options;
    this.#grade = options.grade;
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  get view(): TileView {
    const { fault, ways, rung, lastFrameAt, dueAt, phase } = this.#state;
    const isTrying = phase === 'starting' || phase === 'playing';
    return {
      ...this.#told,
      fault,
      protocol: isTrying ? (ways[rung] ?? null) : null,
      grade: this.#opened?.grade ?? null,
      hasPast: this.pastUrl !== null,
      lastFrameAt,
      dueAt,
    };
  }

  setVisible(isVisible: boolean): void {
    this.#tell({ kind: isVisible ? 'shown' : 'hidden' });
  }

  setGrade(grade: StreamGrade): void {
    if (grade === this.#grade) return;
    this.#grade = grade;
    this.#tell({ kind: 'regraded' });
  }

  setAudible(isAudible: boolean): void {
    this.#isAudible = isAudible;
    this.#player?.setAudible(isAudible);
  }

  /** Where the seconds before this look are (players/past.ts); null where the station keeps none. */
  get pastUrl(): string | null {
    const path = this.#opened?.preRollUrl ?? null;
    const { door } = this.#options.client;
    return path === null || !door ? null : new URL(path, door.url).href;
  }

  /** When what is shown was taken, epoch ms at the source; null where the protocol does not tell it. */
  shownAt(): number | null {
    return this.#player?.shownAt() ?? null;
  }

  /** What is shown as a JPEG, `stamp` across it, with what is true of it; null where nothing live is shown: a still picture proves no moment. */
  async capture(stamp: string | null): Promise<Capture | null> {
    const { status, protocol, grade } = this.view;
    const picture = this.#player?.picture();
    if (status !== 'live' || !protocol || !grade || !picture) return null;
    return captureOf(picture, stamp, { protocol, grade, shownAt: this.shownAt() });
  }

  dispose(): void {
    clearInterval(this.#timer);
    this.#end(false);
    clearStills(this.#options.surface);
    this.#options.surface.replaceChildren();
  }

  #tick(): void {
    if (this.#player) this.#tell({ kind: 'counted', frames: this.#player.frames() });
    this.#tell({ kind: 'ticked' });
  }

  #tell(event: TileEvent): void {
    const before = this.#state;
    const now = this.#options.client.localNow();
    const { state, effect } = stepTile(before, event, now, Math.random());
    this.#state = state;
    if (effect === 'open') void this.#open();
    if (effect === 'play') void this.#play();
    if (effect === 'close') this.#end();
    if (state.phase !== 'opening' && state.phase !== 'starting') this.#turn?.dispose();
    const told = { status: statusOf(state, now), hasSound: this.#player?.hasSound() ?? false };
    const isNews = told.status !== this.#told.status || told.hasSound !== this.#told.hasSound;
    if (isNews) this.#told = told;
    if (isNews || state !== before) this.changes.changed();
  }

  async #open(): Promise<void> {
    this.#end();
    const { signal } = this.#attempt;
    const { client, channelId, reason, turns } = this.#options;
    const turn = await turns.take(signal);
    if (signal.aborted) return turn.dispose();
    this.#turn = turn;
    signal.addEventListener('abort', () => turn.dispose());
    const answer = await openStream(client, channelId, this.#grade, reason);
    // What nobody waits for any more is given back: a ticket holds a place for hours.
    if (signal.aborted) return answer.ok ? endStream(client, answer.value.ticket) : undefined;
    this.#opened = answer.ok ? answer.value : null;
    if (answer.ok) this.#tell({ kind: 'opened', ways: answer.value.ways.map(({ protocol }) => protocol) });
    else this.#tell({ kind: 'refused', fault: answer.failure });
  }

  async #play(): Promise<void> {
    const { signal } = this.#attempt;
    const way = this.#opened?.ways[this.#state.rung];
    const { door } = this.#options.client;
    if (!way || !door) return this.#tell({ kind: 'failed' });
    const open = await PLAYERS[way.protocol]().catch(() => null);
    if (signal.aborted) return;
    if (!open) return this.#tell({ kind: 'failed' });
    const player = open({
      url: new URL(way.url, door.url).href,
      token: door.token,
      onPicture: () => {
        if (!signal.aborted) this.#tell({ kind: 'pictured' });
      },
      onFailed: () => {
        if (!signal.aborted) this.#tell({ kind: 'failed' });
      },
    });
    player.setAudible(this.#isAudible);
    this.#player = player;
    this.#show(player);
  }

  /** The last picture stays behind the new one until that has a frame, so that a reconnect is no black hole. */
  #show(player: Player): void {
    player.element.classList.add('video-picture--coming');
    this.#options.surface.append(player.element);
    const uncover = this.changes.subscribe(() => {
      if (this.#player === player && this.#state.phase !== 'playing') return;
      uncover();
      if (this.#player !== player) return;
      player.element.classList.remove('video-picture--coming');
      clearStills(this.#options.surface, player.element);
      for (const older of [...this.#options.surface.children]) if (older !== player.element) older.remove();
    });
  }

  #end(leavesPoster = true): void {
    this.#attempt.abort();
    this.#attempt = new AbortController();
    if (this.#opened) void endStream(this.#options.client, this.#opened.ticket);
    this.#opened = null;
    const player = this.#player;
    this.#player = null;
    if (!player) return;
    if (leavesPoster) this.#keepAsPoster(player);
    player.close();
    player.element.remove();
  }

  /** What was seen last stays, still; the tile dims and dates it. */
  #keepAsPoster(player: Player): void {
    const picture = player.picture();
    if (!picture) return;
    const poster = posterOf(picture);
    clearStills(this.#options.surface);
    this.#options.surface.prepend(poster);
  }
}

/** Without its size a canvas gives its pixels back at once, and not when garbage is collected one day. */
function clearStills(surface: HTMLElement, but?: HTMLElement): void {
  for (const still of surface.querySelectorAll('canvas')) {
    if (still === but) continue;
    still.width = 0;
    still.remove();
  }
}
