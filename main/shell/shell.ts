/**
 * The shell once Electron is ready: wires core, sound, windows and protocols together by hand. The only file of the shell
 * that sees every part. It holds no state of the desk: that lives in the core and is folded by the windows.
 */
import { randomBytes } from 'node:crypto';
import { app, type BrowserWindow, dialog, ipcMain, powerMonitor, powerSaveBlocker, screen, session } from 'electron';
import type { Bilingual } from '#shared/kit/bilingual.ts';
import { BRIDGE_CHANNELS, type CoreWhereabouts, type SceneReport, type WindowStart } from '#shared/wire/bridge.ts';
import type { SignedIn } from '#shared/wire/session.ts';
import { answerBridge } from './bridge.ts';
import type { CoreReady } from './core/coreMessages.ts';
import { type CoreHost, createCoreHost } from './coreHost.ts';
import { shellFolderOf } from './dataFolder.ts';
import { DisplayRegistry } from './displays/displayRegistry.ts';
import { DisplayWatch } from './displays/displayWatch.ts';
import { Storm } from './displays/storm.ts';
import { IpcDoor } from './ipc.ts';
import { pinCertificate } from './join/certificatePin.ts';
import { urlOfHost } from './join/hostAddress.ts';
import { answerJoin } from './join/joinBridge.ts';
import { JoinDesk } from './join/joinDesk.ts';
import { JoinedSeat } from './join/joinedSeat.ts';
import { type JoinRecord, readToken } from './join/joinRecord.ts';
import { systemSealer } from './join/systemSealer.ts';
import { Leaving } from './leaving.ts';
import { placesOf } from './places.ts';
import type { Launch } from './prepare.ts';
import { printPage } from './print/printPage.ts';
import { serveAppFiles } from './protocols/appScheme.ts';
import { OpenedPack } from './protocols/openedPack.ts';
import { corePack, type ServedPack, withOtherRuntime } from './protocols/otherRuntime.ts';
import { servePackFiles } from './protocols/packScheme.ts';
import { openSceneDesk } from './scenes/openSceneDesk.ts';
import { answerScenes } from './scenes/sceneBridge.ts';
import type { SceneDesk } from './scenes/sceneDesk.ts';
import { takeScreenshot } from './screenshot.ts';
import { lockPages, lockSession } from './security.ts';
import { AlarmSound } from './sound/alarmSound.ts';
import { lookForSound, usualSoundPlaces } from './sound/audioOutputs.ts';
import { SoundWindow } from './sound/soundWindow.ts';
import { DUTY_PAGE, openDutyWindow } from './windows/dutyWindow.ts';
import { watchGpu } from './windows/gpuWatch.ts';
import { keepLoginStart, stationArguments } from './windows/loginStart.ts';
import { VideoWindows } from './windows/videoWindow.ts';
import { answerWalls } from './windows/wallBridge.ts';
import { WallWindows } from './windows/wallWindows.ts';

const EXIT_NO_PICTURE = 1;

export async function openShell(launch: Launch): Promise<void> {
  const shell = new Shell(launch);
  await shell.open();
}

class Shell {
  readonly #launch: Launch;
  readonly #places = placesOf(app.getAppPath(), process.resourcesPath);
  /** This machine's own seat: 256 bits, made anew at each start, never written anywhere. */
  readonly #seatToken = randomBytes(32).toString('base64url');
  readonly #door: IpcDoor;
  readonly #leaving = new Leaving(app, () => this.#cleanUp());
  readonly #soundPage: { current: SoundWindow | null } = { current: null };
  readonly #sound: AlarmSound;
  readonly #pack = new OpenedPack(complain);
  readonly #joinDesk: JoinDesk;
  readonly #displays: DisplayWatch;
  readonly #videoWindows: VideoWindows;
  readonly #walls: WallWindows;
  #host: CoreHost | null = null;
  /** Instead of a core of our own: the host this machine is a seat of. */
  #seat: JoinedSeat | null = null;
  #window: BrowserWindow | null = null;
  #coreUrl: string | null = null;
  #realm: 'live' | 'drill';
  #scene: SceneReport | null = null;
  /** Who is signed in at the window: a page that crashed and was loaded anew must not send its officer away. */
  #session: SignedIn | null = null;
  #scenes: SceneDesk | null = null;
  #packDirectory: string | null = null;

  constructor(launch: Launch) {
    this.#launch = launch;
    this.#realm = launch.station.realm;
    this.#door = new IpcDoor(ipcMain, launch.securityLog);
    const { options } = launch;
    this.#joinDesk = new JoinDesk({
      shellFolder: shellFolderOf(launch.dataFolder),
      asked: options.join,
      mayJoin: options.configFile === null,
      sealer: systemSealer,
      now: Date.now,
      onJoined: (...joined) => this.#becomeSeat(...joined),
      onLeft: () => this.#startAgain(),
    });
    const registry = new DisplayRegistry(launch.settings);
    this.#displays = new DisplayWatch({ screen, powerMonitor, registry });
    const pages = {
      ...{ preload: this.#places.windowPreload, isPackaged: app.isPackaged, say, displays: this.#displays },
      onCreated: (created: BrowserWindow) => this.#door.admit(created.webContents, 'window'),
    };
    this.#videoWindows = new VideoWindows({ ...pages, desk: () => this.#window });
    this.#walls = new WallWindows({
      ...{ ...pages, settings: launch.settings, registry, powerMonitor },
      desk: () => this.#window?.getBounds() ?? null,
      onState: (state) => this.#tellWindow(BRIDGE_CHANNELS.walls, state),
      keepLogin: (withLogin) =>
        keepLoginStart(withLogin, {
          ...{ app, platform: process.platform, env: process.env, say },
          args: stationArguments(options, app.isPackaged ? null : app.getAppPath()),
        }),
      onLastClosed: () => this.#comeForward(),
    });
    const places = usualSoundPlaces(process.env);
    this.#sound = new AlarmSound({
      page: {
        play: (plan) => this.#soundPage.current?.play(plan),
        chime: (chime) => this.#soundPage.current?.chime(chime),
        measure: async (test) => (await this.#soundPage.current?.measure(test)) ?? null,
      },
      lookForSound: () => lookForSound(places),
      now: () => performance.now(),
      wallNow: Date.now,
      onState: (state) => this.#tellWindow(BRIDGE_CHANNELS.sound, state),
      reportTone: () => this.#launch.settings.current.reportTone,
    });
  }

  async open(): Promise<void> {
    const { securityLog } = this.#launch;
    const coreUrl = () => this.#coreUrl;
    await this.#findCore();
    lockPages(app, securityLog);
    lockSession(session.defaultSession, { coreUrl, isPackaged: app.isPackaged, log: securityLog });
    pinCertificate(session.defaultSession, () => this.#seat?.pin ?? null);
    // No proxy is looked for on the network: everything a page may ask is on this machine.
    await session.defaultSession.setProxy({ mode: 'direct' });
    serveAppFiles(session.defaultSession, { root: this.#places.renderer, coreUrl, log: securityLog });
    servePackFiles(session.defaultSession, {
      pack: () => this.#seat?.pack() ?? this.#ownPack(),
      log: securityLog,
    });
    this.#answerWindows();
    if (!this.#isWallOnly || this.#joinDesk.start(null).wanted !== null) this.#openWindow();
    this.#openWalls();
    this.#openSound();
    powerSaveBlocker.start('prevent-display-sleep');
    app.on('second-instance', () => this.#comeForward());
    const { isSoftwareGl } = this.#launch.runtime;
    watchGpu(app, this.#launch.settings, { isSoftware: isSoftwareGl, say, startAgain: () => this.#startAgain() });
    await this.#photographIfAsked();
  }

  /** A core of our own, unless this machine is a seat of a host or is to become one. */
  async #findCore(): Promise<void> {
    const { joined, options, dataFolder } = this.#launch;
    if (joined === null && options.join === null) return this.#startCore();
    say(`数据/Data: ${dataFolder}`);
    if (joined === null) return this.#joinDesk.joinAsAsked();
    const kept = readToken(shellFolderOf(dataFolder), systemSealer);
    if (kept) this.#becomeSeat(joined, kept.token, kept.isTokenInFile);
    else this.#joinDesk.wantAgain(urlOfHost(joined).replace('https://', ''));
  }

  #becomeSeat(record: JoinRecord, token: string, isTokenInFile: boolean): void {
    // A machine that ran a core of its own starts again without one: its journal is closed in order.
    if (this.#host !== null) {
      this.#startAgain();
      return;
    }
    const { dataFolder } = this.#launch;
    this.#seat?.stop();
    this.#seat = new JoinedSeat({
      record,
      token,
      isTokenInFile,
      dataFolder,
      shellFolder: shellFolderOf(dataFolder),
      now: () => performance.now(),
      onWhereabouts: (core) => this.#coreMoved(core),
      onPulse: ({ unanswered, reportAt, realm }) => {
        this.#sound.hearRealm(realm);
        this.#sound.hearPulse(unanswered, reportAt);
      },
      onOtherPack: () => {
        this.#window?.webContents.reload();
        this.#walls.reload();
      },
      log: complain,
    });
    this.#realm = record.realm;
    this.#coreUrl = urlOfHost(record);
    this.#sound.hearRealm(record.realm);
    say(`主机/Host: ${this.#coreUrl} · ${record.stationName} · ${record.machineName}`);
    if (isTokenInFile)
      complain('系统没有密钥库，席位令牌以文件保存 / No keychain here: the seat’s token is kept in a file');
    this.#seat.start();
    // A page may speak to one core only, the one it was loaded with.
    this.#walls.reload();
    if (this.#isWallOnly) setImmediate(() => this.#leaveDesk());
    else this.#window?.webContents.loadURL(DUTY_PAGE).catch(() => {});
  }

  /** This machine is nothing but a wall: its desk is opened for what a wall cannot do by itself, such as joining a host. */
  get #isWallOnly(): boolean {
    return this.#launch.options.wall === 'all';
  }

  #openWalls(): void {
    const { wall } = this.#launch.options;
    if (wall !== 'all') this.#walls.restore();
    if (wall === 'others' || (this.#isWallOnly && this.#window === null)) this.#walls.openEverywhere();
  }

  /** The wall takes the place of the desk again. */
  #leaveDesk(): void {
    const desk = this.#window;
    this.#window = null;
    desk?.destroy();
    this.#openWalls();
    this.#walls.putAll();
  }

  async #startCore(): Promise<void> {
    this.#host = await createCoreHost(this.#launch, this.#places, this.#seatToken, {
      onWhereabouts: (core) => this.#coreMoved(core),
      onReady: (ready) => this.#coreReady(ready),
      onPulse: ({ unanswered, reportAt }) => this.#sound.hearPulse(unanswered, reportAt),
      onFault: (fault) => complain(`核心故障 / Core fault: ${fault.code}: ${fault.message}`),
      log: (line) => complain(`[核心/core] ${line}`),
    });
    this.#coreUrl = this.#host.expectedUrl;
    this.#scenes = openSceneDesk({
      launch: this.#launch,
      places: this.#places,
      supervisor: this.#host.supervisor,
      window: () => this.#window,
      packInUse: () => this.#packDirectory,
      onState: (state) => this.#tellWindow(BRIDGE_CHANNELS.scenes, state),
      log: (line) => complain(`[场景/scenes] ${line}`),
    });
    await this.#scenes.sweep();
    say(`数据/Data: ${this.#launch.dataFolder}`);
    this.#host.supervisor.start();
  }

  #coreReady(ready: CoreReady): void {
    this.#pack.use(ready.packDirectory);
    this.#realm = ready.realm;
    this.#sound.hearRealm(ready.realm);
    say(`核心/Core: ${ready.url} · ${ready.stationName} · ${ready.realm === 'drill' ? '演练 drill' : '实战 live'}`);
    const isOtherScene = this.#packDirectory !== null && this.#packDirectory !== ready.packDirectory;
    const isMoved = ready.url !== this.#coreUrl;
    this.#packDirectory = ready.packDirectory;
    void this.#scenes?.tell();
    if (!isMoved && !isOtherScene) return;
    // A page may speak to one core address only, and keeps what it has read of one scene: it is loaded anew for another.
    this.#coreUrl = ready.url;
    this.#videoWindows.reload();
    this.#walls.reload();
    this.#window?.webContents.loadURL(isOtherScene ? `${DUTY_PAGE}?sheet=scenes` : DUTY_PAGE).catch(() => {});
  }

  /** The pack on this disk, and through the core what only its runtime reads of it. */
  async #ownPack(): Promise<ServedPack | null> {
    const pack = await this.#pack.current;
    return (
      pack &&
      withOtherRuntime(
        pack,
        corePack(pack.manifest.id, () => this.#coreUrl, this.#seatToken),
      )
    );
  }

  #coreMoved(core: CoreWhereabouts): void {
    if (core.reason !== null) complain(bothOf(core.reason));
    this.#sound.hearCore(core.state);
    this.#tellWindow(BRIDGE_CHANNELS.core, core);
  }

  #answerWindows(): void {
    const { settings } = this.#launch;
    answerBridge(this.#door, {
      start: () => this.#windowStart(),
      core: () => this.#whereabouts(),
      sound: () => this.#sound.state,
      testSound: () => this.#sound.test(true),
      reportScene: (report) => {
        this.#scene = report;
      },
      setLanguage: (language) => settings.change({ language }),
      setReportTone: (reportTone) => {
        settings.change({ reportTone });
        this.#sound.tryReportTone();
      },
      printPage: (wish) => printPage(wish, this.#window),
      openVideoWindow: (wish) => this.#videoWindows.open(wish),
      keepSession: (session) => {
        const isOther = session?.token !== this.#session?.token;
        this.#session = session;
        if (isOther) this.#videoWindows.reload();
      },
    });
    if (this.#scenes) answerScenes(this.#door, this.#scenes);
    answerJoin(this.#door, this.#joinDesk);
    answerWalls(this.#door, this.#walls);
  }

  #windowStart(): WindowStart {
    const { options, settings, runtime } = this.#launch;
    return {
      wire: 1,
      core: this.#whereabouts(),
      sound: this.#sound.state,
      seat: this.#ownSeat(),
      session: this.#session,
      join: this.#joinDesk.start(this.#seat?.facts ?? null),
      language: options.language ?? settings.current.language,
      reportTone: settings.current.reportTone,
      version: app.getVersion(),
      runtime: { electron: runtime.electron, isEvaluation: runtime.isEvaluation },
    };
  }

  #ownSeat(): WindowStart['seat'] {
    if (this.#seat === null) return { token: this.#seatToken, role: 'duty', name: '本机席位' };
    const { token, record } = this.#seat;
    return { token, role: record.role, name: record.machineName };
  }

  #openWindow(): void {
    const { options, settings } = this.#launch;
    const window = openDutyWindow({
      preload: this.#places.windowPreload,
      isPackaged: app.isPackaged,
      settings,
      displays: this.#displays,
      size: options.size,
      say,
      onCreated: (created) => this.#door.admit(created.webContents, 'window'),
    });
    window.on('close', (event) => {
      if (this.#isWallOnly) {
        event.preventDefault();
        this.#leaveDesk();
        return;
      }
      // A seat that is closed keeps nothing from being received: its host goes on.
      if (this.#host === null) return;
      if (this.#leaving.hasBegun || this.#realm === 'drill' || this.#whereabouts().state === 'failed') return;
      event.preventDefault();
      void this.#askBeforeClosing(window);
    });
    // Without the desk its cameras have nobody to look at them.
    window.on('closed', () => {
      if (this.#isWallOnly) return;
      this.#videoWindows.close();
      this.#leaving.leave();
    });
    // The desk is never covered: where it is put, the wall gives way, and comes back behind it.
    const moved = new Storm(() => this.#walls.putAll(), { quietMs: 500, latestMs: 5_000 });
    window.on('move', () => moved.hear());
    window.once('closed', () => moved.dispose());
    this.#window = window;
    const { x, y, width, height } = window.getContentBounds();
    say(`窗口/Window: 平安指挥 ${width}×${height} (${x}, ${y})`);
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
    if (response === 1) this.#leaving.leave();
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
    if (file === null || this.#window === null) return;
    const taken = await takeScreenshot({
      window: this.#window,
      file,
      report: () => this.#scene,
      hopeless: () => {
        const { state, reason } = this.#whereabouts();
        return state === 'failed' && reason !== null ? bothOf(reason) : null;
      },
    });
    if (taken.ok) say(`截图/Screenshot: ${file} ${taken.value.width}×${taken.value.height}`);
    else complain(`没有截图 / No screenshot: ${taken.failure.message}`);
    this.#leaving.leave(taken.ok ? 0 : EXIT_NO_PICTURE);
  }

  /** On a machine that is nothing but a wall it is opened, in front of it. */
  #comeForward(): void {
    if (this.#window === null) {
      this.#openWindow();
      this.#walls.putAll();
    }
    if (this.#window === null || this.#window.isDestroyed()) return;
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.focus();
  }

  #startAgain(): void {
    app.relaunch();
    this.#leaving.leave();
  }

  #whereabouts(): CoreWhereabouts {
    return (
      this.#seat?.whereabouts ?? this.#host?.supervisor.whereabouts ?? { state: 'starting', url: null, reason: null }
    );
  }

  #tellWindow(channel: string, payload: unknown): void {
    const window = this.#window;
    if (window !== null && !window.isDestroyed()) window.webContents.send(channel, payload);
    this.#videoWindows.tell(channel, payload);
    this.#walls.send(channel, payload);
  }

  async #cleanUp(): Promise<void> {
    this.#sound.stop();
    await this.#scenes?.discard();
    this.#seat?.stop();
    await this.#host?.supervisor.stop();
    this.#soundPage.current?.close();
  }
}

const bothOf = ({ zh, en }: Bilingual) => (zh === en ? zh : `${zh} / ${en}`);

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}
