import type { StreamGrade } from '#shared/domain/channel.ts';
import type { OpenedStream, OpenRequest, PlayProtocol } from '#shared/wire/video.ts';
import type { DeskSource } from '../../live/deskSource.ts';
import { Observable } from '../../live/observable.ts';
import { openStream } from '../../live/video.ts';
import { PLAYERS, type Player } from '../players/player.ts';
import { PAUSED_TILE, statusOf, stepTile, type TileEvent, type TileState, type TileStatus } from './tileMachine.ts';

/** How often frames are counted and limits looked at. */
const TICK_MS = 500;

export interface TileView {
  readonly status: TileStatus;
  readonly fault: TileState['fault'];
  /** What plays or is being tried; null: nothing. */
  readonly protocol: PlayProtocol | null;
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
  #isAudible = false;

  constructor(options: TileOptions) {
    this.#options = options;
    this.#grade = options.grade;
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  get view(): TileView {
    const { fault, ways, rung, lastFrameAt, dueAt, phase } = this.#state;
    const isTrying = phase === 'starting' || phase === 'playing';
    return {
      status: statusOf(this.#state),
      fault,
      protocol: isTrying ? (ways[rung] ?? null) : null,
      lastFrameAt,
      dueAt,
    };
  }

  get player(): Player | null {
    return this.#player;
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

  dispose(): void {
    clearInterval(this.#timer);
    this.#end();
    this.#options.surface.replaceChildren();
  }

  #tick(): void {
    if (this.#player) this.#tell({ kind: 'counted', frames: this.#player.frames() });
    this.#tell({ kind: 'ticked' });
  }

  #tell(event: TileEvent): void {
    const before = this.#state;
    const { state, effect } = stepTile(before, event, this.#options.client.localNow(), Math.random());
    this.#state = state;
    if (effect === 'open') void this.#open();
    if (effect === 'play') void this.#play();
    if (effect === 'close') this.#end();
    if (state !== before) this.changes.changed();
  }

  async #open(): Promise<void> {
    this.#end();
    const attempt = this.#attempt;
    const { client, channelId, reason } = this.#options;
    const answer = await openStream(client, channelId, this.#grade, reason, attempt.signal);
    if (attempt.signal.aborted) return;
    this.#opened = answer.ok ? answer.value : null;
    if (answer.ok) this.#tell({ kind: 'opened', ways: answer.value.ways.map(({ protocol }) => protocol) });
    else this.#tell({ kind: 'refused', fault: answer.failure });
  }

  async #play(): Promise<void> {
    const attempt = this.#attempt;
    const way = this.#opened?.ways[this.#state.rung];
    const { door } = this.#options.client;
    if (!way || !door) return this.#tell({ kind: 'failed' });
    const open = await PLAYERS[way.protocol]().catch(() => null);
    if (attempt.signal.aborted) return;
    if (!open) return this.#tell({ kind: 'failed' });
    const player = open({
      url: new URL(way.url, door.url).href,
      token: door.token,
      onFailed: () => {
        if (!attempt.signal.aborted) this.#tell({ kind: 'failed' });
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
      for (const older of [...this.#options.surface.children]) if (older !== player.element) older.remove();
    });
  }

  #end(): void {
    this.#attempt.abort();
    this.#attempt = new AbortController();
    const player = this.#player;
    this.#player = null;
    if (!player) return;
    this.#keepAsPoster(player);
    player.close();
    player.element.remove();
  }

  /** What was seen last stays, still; the tile dims and dates it. */
  #keepAsPoster(player: Player): void {
    const picture = player.picture();
    if (!picture) return;
    const poster = document.createElement('canvas');
    poster.className = 'video-picture';
    poster.width = picture.widthPx;
    poster.height = picture.heightPx;
    poster.getContext('2d')?.drawImage(picture.source, 0, 0);
    for (const older of this.#options.surface.querySelectorAll('canvas')) older.remove();
    this.#options.surface.prepend(poster);
  }
}
