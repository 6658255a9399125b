/**
 * The shell once Electron is ready: wires core, sound, windows and protocols together by hand. The only file of the shell
 * that sees every part. It holds no state of the desk: that lives in the core and is folded by the windows.
 */
import { app, type BrowserWindow, ipcMain, powerMonitor, powerSaveBlocker, screen, session } from 'electron';
import { BRIDGE_CHANNELS, type SceneReport, type WindowStart } from '#shared/wire/bridge.ts';
import { answerBridge } from './bridge.ts';
import { bothOf, complain, say } from './console.ts';
import { DisplayRegistry } from './displays/displayRegistry.ts';
import { DisplayWatch } from './displays/displayWatch.ts';
import { answerDrillRoom } from './drillRoom/drillRoomBridge.ts';
import { DrillRooms } from './drillRoom/drillRooms.ts';
import { IpcDoor } from './ipc.ts';
import { pinCertificate } from './join/certificatePin.ts';
import { answerJoin } from './join/joinBridge.ts';
import { Leaving } from './leaving.ts';
import { placesOf } from './places.ts';
import type { Launch } from './prepare.ts';
import { printPage } from './print/printPage.ts';
import { serveAppFiles } from './protocols/appScheme.ts';
import { servePackFiles } from './protocols/packScheme.ts';
import { PageBook, type PageSeat, type Room, type SeatOf } from './rooms/room.ts';
import { StationCore } from './rooms/stationCore.ts';
import { StationWindows } from './rooms/stationWindows.ts';
import { openSceneDesk } from './scenes/openSceneDesk.ts';
import { answerScenes } from './scenes/sceneBridge.ts';
import type { SceneDesk } from './scenes/sceneDesk.ts';
import { takeScreenshot } from './screenshot.ts';
import { lockPages, lockSession } from './security.ts';
import { AlarmSound } from './sound/alarmSound.ts';
import { lookForSound, usualSoundPlaces } from './sound/audioOutputs.ts';
import { SoundWindow } from './sound/soundWindow.ts';
import { watchGpu } from './windows/gpuWatch.ts';
import { answerWalls } from './windows/wallBridge.ts';

const EXIT_NO_PICTURE = 1;

export async function openShell(launch: Launch): Promise<void> {
  const shell = new Shell(launch);
  await shell.open();
}

class Shell {
  readonly #launch: Launch;
  readonly #places = placesOf(app.getAppPath(), process.resourcesPath);
  readonly #door: IpcDoor;
  readonly #pages = new PageBook();
  readonly #leaving = new Leaving(app, () => this.#cleanUp());
  readonly #soundPage: { current: SoundWindow | null } = { current: null };
  readonly #sound: AlarmSound;
  readonly #core: StationCore;
  readonly #station: StationWindows;
  readonly #drillRooms: DrillRooms;
  #scene: SceneReport | null = null;
  #scenes: SceneDesk | null = null;

  constructor(launch: Launch) {
    this.#launch = launch;
    this.#door = new IpcDoor(ipcMain, launch.securityLog);
    this.#sound = this.#makeSound();
    this.#core = new StationCore({
      ...{ launch, places: this.#places },
      onWhereabouts: (core) => {
        this.#sound.hearCore(core.state);
        this.#station.tell(BRIDGE_CHANNELS.core, core);
      },
      onRealm: (realm) => this.#sound.hearRealm(realm),
      onPulse: (unanswered, reportAt) => {
        this.#sound.hearPulse(unanswered, reportAt);
        this.#drillRooms.hearStation(unanswered);
      },
      onMoved: (why) => this.#station.moved(why),
      onReady: () => void this.#scenes?.tell(),
      startAgain: () => this.#startAgain(),
    });
    const registry = new DisplayRegistry(launch.settings);
    const displays = new DisplayWatch({ screen, powerMonitor, registry });
    const admit = (window: BrowserWindow, room: Room, seat: SeatOf) => this.#admit(window, room, seat);
    this.#station = new StationWindows({
      ...{ launch, registry, powerMonitor, displays, admit, core: this.#core, leaving: this.#leaving },
      preload: this.#places.windowPreload,
      sound: () => this.#sound.state,
      onWalls: (walls) => this.#station.tell(BRIDGE_CHANNELS.walls, walls),
    });
    this.#drillRooms = new DrillRooms({
      ...{ displays, admit, core: this.#core, station: this.#station, sound: this.#sound },
      ...{ dataFolder: launch.dataFolder, places: this.#places, log: launch.securityLog },
    });
  }

  async open(): Promise<void> {
    const { securityLog } = this.#launch;
    const coreUrl = () => this.#core.url;
    await this.#core.find(async (supervisor) => {
      this.#scenes = openSceneDesk({
        ...{ launch: this.#launch, places: this.#places, supervisor },
        window: () => this.#station.desk,
        packInUse: () => this.#core.packDirectory,
        onState: (state) => this.#station.tell(BRIDGE_CHANNELS.scenes, state),
        log: (line) => complain(`[场景/scenes] ${line}`),
      });
      await this.#scenes.sweep();
    });
    lockPages(app, securityLog);
    lockSession(session.defaultSession, { coreUrl, isPackaged: app.isPackaged, log: securityLog });
    pinCertificate(session.defaultSession, () => this.#core.pin);
    // No proxy is looked for on the network: everything a page may ask is on this machine.
    await session.defaultSession.setProxy({ mode: 'direct' });
    serveAppFiles(session.defaultSession, { root: this.#places.renderer, coreUrl, log: securityLog });
    servePackFiles(session.defaultSession, { pack: () => this.#core.pack(), log: securityLog });
    this.#answerWindows();
    this.#station.open();
    this.#openSound();
    powerSaveBlocker.start('prevent-display-sleep');
    app.on('second-instance', () => this.#station.comeForward());
    const { isSoftwareGl } = this.#launch.runtime;
    watchGpu(app, this.#launch.settings, { isSoftware: isSoftwareGl, say, startAgain: () => this.#startAgain() });
    await this.#photographIfAsked();
  }

  #makeSound(): AlarmSound {
    const places = usualSoundPlaces(process.env);
    return new AlarmSound({
      page: {
        play: (plan) => this.#soundPage.current?.play(plan),
        chime: (chime) => this.#soundPage.current?.chime(chime),
        measure: async (test) => (await this.#soundPage.current?.measure(test)) ?? null,
      },
      lookForSound: () => lookForSound(places),
      now: () => performance.now(),
      wallNow: Date.now,
      onState: (state) => this.#station.tell(BRIDGE_CHANNELS.sound, state),
      onDrillRoomState: (state) => this.#drillRooms.tell(BRIDGE_CHANNELS.sound, state),
      reportTone: () => this.#launch.settings.current.reportTone,
    });
  }

  #admit(window: BrowserWindow, room: Room, seat: SeatOf): void {
    this.#door.admit(window.webContents, room.id === 'station' ? 'window' : 'drillWindow');
    this.#pages.enter(window.webContents, { room, seat });
  }

  #answerWindows(): void {
    const { settings } = this.#launch;
    answerBridge(this.#door, this.#pages, {
      start: (page) => this.#windowStart(page),
      testSound: () => this.#sound.test(true),
      reportScene: (report) => {
        this.#scene = report;
      },
      setLanguage: (language) => settings.change({ language }),
      setReportTone: (reportTone) => {
        settings.change({ reportTone });
        this.#sound.tryReportTone();
      },
      printPage,
    });
    if (this.#scenes) answerScenes(this.#door, this.#scenes);
    answerJoin(this.#door, this.#core.joinDesk);
    answerWalls(this.#door, this.#station.walls);
    answerDrillRoom(this.#door, this.#pages, this.#drillRooms);
  }

  #windowStart({ room, seat }: PageSeat): WindowStart {
    const { options, settings, runtime } = this.#launch;
    return {
      ...{ wire: 1, room: room.id, core: room.whereabouts, sound: room.sound, seat: seat(), session: room.session },
      join: this.#core.joinStart,
      language: options.language ?? settings.current.language,
      reportTone: settings.current.reportTone,
      version: app.getVersion(),
      runtime: { electron: runtime.electron, isEvaluation: runtime.isEvaluation },
    };
  }

  #openSound(): void {
    this.#soundPage.current = new SoundWindow({
      preload: this.#places.soundPreload,
      isPackaged: app.isPackaged,
      door: this.#door,
      say,
      onListening: () => this.#sound.hearPage(),
      onOutputsChanged: () => void this.#sound.test(false),
    });
    this.#sound.start();
  }

  async #photographIfAsked(): Promise<void> {
    const { screenshotFile: file } = this.#launch.options;
    const window = this.#station.desk;
    if (file === null || window === null) return;
    const taken = await takeScreenshot({
      ...{ window, file },
      report: () => this.#scene,
      hopeless: () => {
        const { state, reason } = this.#core.whereabouts;
        return state === 'failed' && reason !== null ? bothOf(reason) : null;
      },
    });
    if (taken.ok) say(`截图/Screenshot: ${file} ${taken.value.width}×${taken.value.height}`);
    else complain(`没有截图 / No screenshot: ${taken.failure.message}`);
    this.#leaving.leave(taken.ok ? 0 : EXIT_NO_PICTURE);
  }

  #startAgain(): void {
    app.relaunch();
    this.#leaving.leave();
  }

  async #cleanUp(): Promise<void> {
    this.#sound.stop();
    await this.#drillRooms.close();
    await this.#scenes?.discard();
    await this.#core.stop();
    this.#soundPage.current?.close();
  }
}
