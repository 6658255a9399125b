/** The windows of the station: the desk, the wall, and what is opened beside the desk. Owns which are open and when the application ends. */
import { app, type BrowserWindow, dialog, type PowerMonitor } from 'electron';
import type { SoundState, WindowStart } from '#shared/wire/bridge.ts';
import type { SignedIn } from '#shared/wire/session.ts';
import type { WallState } from '#shared/wire/wallWindow.ts';
import { say } from '../console.ts';
import type { DisplayRegistry } from '../displays/displayRegistry.ts';
import type { DisplayWatch } from '../displays/displayWatch.ts';
import { Storm } from '../displays/storm.ts';
import type { Leaving } from '../leaving.ts';
import type { Launch } from '../prepare.ts';
import { DUTY_PAGE, openDutyWindow } from '../windows/dutyWindow.ts';
import { keepLoginStart, stationArguments } from '../windows/loginStart.ts';
import { bringForward } from '../windows/pageWindow.ts';
import { WallWindows } from '../windows/wallWindows.ts';
import type { Room, SeatOf } from './room.ts';
import { RoomWindows } from './roomWindows.ts';
import type { MoveReason, StationCore } from './stationCore.ts';

export interface StationWindowsOptions {
  readonly launch: Launch;
  readonly preload: string;
  readonly displays: DisplayWatch;
  readonly registry: DisplayRegistry;
  readonly powerMonitor: PowerMonitor;
  readonly core: StationCore;
  readonly leaving: Leaving;
  readonly sound: () => SoundState;
  /** Lets a window through the door as a page of the station. */
  readonly admit: (window: BrowserWindow, room: Room, seat: SeatOf) => void;
  readonly onWalls: (walls: WallState) => void;
}

export class StationWindows implements Room {
  readonly id = 'station';
  readonly walls: WallWindows;
  readonly #options: StationWindowsOptions;
  readonly #beside: RoomWindows;
  #desk: BrowserWindow | null = null;
  /** Who is signed in at the desk: a page that crashed and was loaded anew must not send its officer away. */
  #session: SignedIn | null = null;

  constructor(options: StationWindowsOptions) {
    this.#options = options;
    const { launch, preload, displays, registry, powerMonitor } = options;
    const kit = {
      ...{ preload, isPackaged: app.isPackaged, say, displays },
      desk: () => this.#desk?.getBounds() ?? null,
    };
    this.#beside = new RoomWindows(kit, (window, seat) => options.admit(window, this, seat));
    this.walls = new WallWindows({
      ...{ ...kit, settings: launch.settings, registry, powerMonitor },
      onCreated: (window) => options.admit(window, this, () => options.core.wallSeat),
      onState: options.onWalls,
      keepLogin: (withLogin) =>
        keepLoginStart(withLogin, {
          ...{ app, platform: process.platform, env: process.env, say },
          args: stationArguments(launch.options, app.isPackaged ? null : app.getAppPath()),
        }),
      onLastClosed: () => this.comeForward(),
    });
  }

  get desk(): BrowserWindow | null {
    return this.#desk;
  }

  get whereabouts() {
    return this.#options.core.whereabouts;
  }

  get sound(): SoundState {
    return this.#options.sound();
  }

  get session(): SignedIn | null {
    return this.#session;
  }

  keepSession(session: SignedIn | null): void {
    const isOther = session?.token !== this.#session?.token;
    this.#session = session;
    if (isOther) this.#beside.reload();
  }

  openVideo: Room['openVideo'] = (wish, seat) => this.#beside.openVideo(wish, seat);
  openReview: Room['openReview'] = (wish, seat) => this.#beside.openReview(wish, seat);
  openDirector = (): void => this.#beside.openDirector(() => this.#options.core.directorSeat);

  open(): void {
    if (!this.#isWallOnly || this.#options.core.joinDesk.start(null).wanted !== null) this.#openDesk();
    this.#openWalls();
  }

  /** Every page starts anew: it is bound for life to the core and the scene it was loaded with. */
  moved(why: MoveReason): void {
    this.walls.reload();
    if (why !== 'hostScene') this.#beside.reload();
    if (why === 'hostScene') this.#desk?.webContents.reload();
    else if (why === 'joined' && this.#isWallOnly) setImmediate(() => this.#leaveDesk());
    else this.#desk?.webContents.loadURL(why === 'scene' ? `${DUTY_PAGE}?sheet=scenes` : DUTY_PAGE).catch(() => {});
  }

  /** On a machine that is nothing but a wall the desk is opened, in front of it. */
  comeForward(): void {
    if (this.#desk === null) {
      this.#openDesk();
      this.walls.putAll();
    }
    if (this.#desk !== null && !this.#desk.isDestroyed()) bringForward(this.#desk);
  }

  tell(channel: string, payload: unknown): void {
    const desk = this.#desk;
    if (desk !== null && !desk.isDestroyed()) desk.webContents.send(channel, payload);
    this.#beside.tell(channel, payload);
    this.walls.send(channel, payload);
  }

  /** This machine is nothing but a wall: its desk is opened for what a wall cannot do by itself, such as joining a host. */
  get #isWallOnly(): boolean {
    return this.#options.launch.options.wall === 'all';
  }

  readonly #ownSeat = (): WindowStart['seat'] => this.#options.core.ownSeat;

  #openWalls(): void {
    const { wall } = this.#options.launch.options;
    if (wall !== 'all') this.walls.restore();
    if (wall === 'others' || (this.#isWallOnly && this.#desk === null)) this.walls.openEverywhere();
  }

  /** The wall takes the place of the desk again. */
  #leaveDesk(): void {
    const desk = this.#desk;
    this.#desk = null;
    desk?.destroy();
    this.#openWalls();
    this.walls.putAll();
  }

  #openDesk(): void {
    const { launch, preload, displays, leaving } = this.#options;
    const window = openDutyWindow({
      ...{ preload, displays, say, isPackaged: app.isPackaged },
      settings: launch.settings,
      size: launch.options.size,
      onCreated: (created) => this.#options.admit(created, this, this.#ownSeat),
    });
    window.on('close', (event) => this.#closing(event, window));
    // Without the desk its cameras have nobody to look at them.
    window.on('closed', () => {
      if (this.#isWallOnly) return;
      this.#beside.close();
      leaving.leave();
    });
    // The desk is never covered: where it is put, the wall gives way, and comes back behind it.
    const moved = new Storm(() => this.walls.putAll(), { quietMs: 500, latestMs: 5_000 });
    window.on('move', () => moved.hear());
    window.once('closed', () => moved.dispose());
    this.#desk = window;
    const { x, y, width, height } = window.getContentBounds();
    say(`窗口/Window: 平安指挥 ${width}×${height} (${x}, ${y})`);
  }

  #closing(event: { preventDefault(): void }, window: BrowserWindow): void {
    const { core, leaving } = this.#options;
    if (this.#isWallOnly) {
      event.preventDefault();
      this.#leaveDesk();
      return;
    }
    // A seat that is closed keeps nothing from being received: its host goes on.
    if (core.supervisor === null) return;
    if (leaving.hasBegun || core.realm === 'drill' || core.whereabouts.state === 'failed') return;
    event.preventDefault();
    void this.#askBeforeClosing(window);
  }

  /** Closing the window of a live station stops this machine from receiving alarms: nobody does that by a slip. */
  async #askBeforeClosing(window: BrowserWindow): Promise<void> {
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      title: '平安指挥',
      message: '关闭后本机不再接收报警 / This machine will no longer receive alarms',
      buttons: ['取消 / Cancel', '关闭 / Close'],
      defaultId: 0,
      cancelId: 0,
    });
    if (response === 1) this.#options.leaving.leave();
  }
}
