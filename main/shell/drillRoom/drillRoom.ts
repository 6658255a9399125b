/**
 * An open drill room: its core and its windows. Lives from the wish to its close; what was played stays in its folder. The station beside
 * it is not known here: whoever opened the room tells it what concerns it.
 */
import { randomUUID } from 'node:crypto';
import { app, type BrowserWindow, type Session } from 'electron';
import { BRIDGE_CHANNELS, type CoreWhereabouts, type SoundState } from '#shared/wire/bridge.ts';
import type { DrillRoomAnswer } from '#shared/wire/drillRoom.ts';
import type { HostToCore } from '#shared/wire/host.ts';
import type { CommandRequest } from '#shared/wire/seat.ts';
import { bothOf, complain, say } from '../console.ts';
import type { CorePulse, CoreReady } from '../core/coreMessages.ts';
import type { CoreSupervisor } from '../core/coreSupervisor.ts';
import type { DisplayWatch } from '../displays/displayWatch.ts';
import type { Places } from '../places.ts';
import { OpenedPack } from '../protocols/openedPack.ts';
import { corePack, type ServedPack, withOtherRuntime } from '../protocols/otherRuntime.ts';
import type { Room, SeatOf } from '../rooms/room.ts';
import { RoomWindows } from '../rooms/roomWindows.ts';
import type { Bounds } from '../settings.ts';
import { DrillDesks } from '../windows/drillDesks.ts';
import { REFUSED } from './refusals.ts';
import { type RoomGround, type RoomSeats, roomSeats, superviseRoom } from './roomCore.ts';

export interface DrillRoomOptions {
  readonly dataFolder: string;
  readonly places: Places;
  readonly ground: RoomGround;
  readonly session: Session;
  readonly displays: DisplayWatch;
  /** Where the station's own desk stands. */
  readonly desk: () => Bounds | null;
  readonly sound: () => SoundState;
  readonly admit: (window: BrowserWindow, room: Room, seat: SeatOf) => void;
  readonly onWhereabouts: (core: CoreWhereabouts) => void;
  readonly onPulse: (pulse: CorePulse) => void;
  /** Its core is up, for the first time or again. */
  readonly onReady: () => void;
}

export class DrillRoom implements Room {
  readonly id = 'drillRoom';
  /** A drill asks nobody to sign in. */
  readonly session = null;
  readonly #options: DrillRoomOptions;
  readonly #seats: RoomSeats = roomSeats();
  readonly #pack = new OpenedPack(complain);
  readonly #beside: RoomWindows;
  readonly #desks: DrillDesks;
  #supervisor: CoreSupervisor | null = null;
  #url: string | null = null;

  constructor(options: DrillRoomOptions) {
    this.#options = options;
    const { places, session, displays, desk } = options;
    const kit = { preload: places.windowPreload, isPackaged: app.isPackaged, say, displays, session, desk };
    const admit = (window: BrowserWindow, seat: SeatOf) => options.admit(window, this, seat);
    this.#beside = new RoomWindows(kit, admit);
    this.#desks = new DrillDesks(kit, this.#seats.desks, admit);
  }

  get ground(): RoomGround['id'] {
    return this.#options.ground.id;
  }

  get url(): string | null {
    return this.#url;
  }

  get whereabouts(): CoreWhereabouts {
    return this.#supervisor?.whereabouts ?? { state: 'starting', url: null, reason: null };
  }

  get sound(): SoundState {
    return this.#options.sound();
  }

  keepSession(): void {}

  openVideo: Room['openVideo'] = (wish, seat) => this.#beside.openVideo(wish, seat);
  openReview: Room['openReview'] = (wish, seat) => this.#beside.openReview(wish, seat);
  openDirector = (): void => this.#beside.openDirector(() => this.#seats.director);

  openDesk(): DrillRoomAnswer {
    return this.#desks.open() ? { ok: true } : REFUSED.tooManyDesks;
  }

  /** Answers when its core runs, or has said why it cannot. */
  async start(): Promise<DrillRoomAnswer> {
    const { dataFolder, places, ground, onWhereabouts, onPulse } = this.#options;
    let settle: (core: CoreWhereabouts) => void = () => undefined;
    const settled = new Promise<CoreWhereabouts>((done) => {
      settle = done;
    });
    this.#supervisor = await superviseRoom(dataFolder, places, ground, this.#seats, {
      onWhereabouts: (core) => {
        if (core.reason !== null) complain(`[演练室/drill room] ${bothOf(core.reason)}`);
        // One that ends before it was ready is not tried again and again while somebody waits.
        if (core.state !== 'starting') settle(core);
        this.tell(BRIDGE_CHANNELS.core, core);
        onWhereabouts(core);
      },
      onReady: (ready) => this.#ready(ready),
      onPulse,
      onFault: (fault) => complain(`[演练室/drill room] ${fault.code}: ${fault.message}`),
      log: (line) => complain(`[演练室/drill room] ${line}`),
    });
    this.#supervisor.start();
    const { state, reason } = await settled;
    return state === 'running' ? { ok: true } : { ...REFUSED.notStarted, ...(reason && { reason }) };
  }

  async close(): Promise<void> {
    for (const window of this.#windows) window.destroy();
    await this.#supervisor?.stop();
    this.#url = null;
  }

  tell(channel: string, payload: unknown): void {
    for (const window of this.#windows) window.webContents.send(channel, payload);
  }

  /** To its core. */
  send(message: HostToCore): void {
    this.#supervisor?.send(message);
  }

  /** A real alarm: the drill core is asked as any seat asks it, under a name of its own. What it says is heard with its pulse. */
  async suspend(note: string): Promise<void> {
    const url = this.#url;
    if (url === null) return;
    const body = { reason: 'liveAlarm', note };
    const command = { commandId: randomUUID(), kind: 'drill.suspend', body } satisfies CommandRequest;
    await fetch(`${url}/api/commands`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.#seats.liveDesk.token}` },
      body: JSON.stringify(command),
    }).catch((error: Error) => complain(`[演练室/drill room] ${error.message}`));
  }

  async pack(): Promise<ServedPack | null> {
    const pack = await this.#pack.current;
    const throughCore = (id: string) => corePack(id, () => this.#url, this.#seats.own);
    return pack && withOtherRuntime(pack, throughCore(pack.manifest.id));
  }

  get #windows(): readonly BrowserWindow[] {
    return [...this.#desks.all, ...this.#beside.all];
  }

  #ready({ url, realm, packDirectory, stationName }: CoreReady): void {
    if (realm !== 'drill') throw new Error('the core of a drill room said that it is live');
    this.#pack.use(packDirectory);
    const isMoved = this.#url !== null && this.#url !== url;
    this.#url = url;
    say(`演练室/Drill room: ${url} · ${stationName}`);
    // A page may speak to one core address only.
    if (isMoved) for (const window of this.#windows) window.webContents.reload();
    this.#options.onReady();
  }
}
