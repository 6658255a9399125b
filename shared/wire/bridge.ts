import type { Bilingual } from '../kit/bilingual.ts';
import type { DrillRoomAnswer, DrillRoomState, DrillRoomWish, Room } from './drillRoom.ts';
import type { HostLook, JoinResult, JoinStart, JoinWish } from './join.ts';
import type { PrintResult, PrintWish } from './print.ts';
import type { ReviewWish } from './reviewWindow.ts';
import type { Role } from './roles.ts';
import type {
  Calibration,
  SceneAnswer,
  SceneChoice,
  SceneInspection,
  SceneInstalled,
  SceneLook,
  ScenePrepared,
  SceneState,
  SceneSwitched,
  SceneWish,
  SourceChoice,
} from './scenes.ts';
import type { SignedIn } from './session.ts';
import type { ReportToneLevel } from './sound.ts';
import type { VideoWindowWish } from './videoWindow.ts';
import type { OpenWallWish, WallAnswer, WallStart, WallState } from './wallWindow.ts';

/**
 * The bridge: shell ⇄ window, machine powers only. Exposed by the preload as `window.pingan`, one named function per
 * entry. Shared truth never crosses it: windows get that over the seat wire.
 */
export interface Bridge {
  /** How this window starts: where the core is and who sits here. */
  start(): Promise<WindowStart>;
  /** Called at once with the present state and then on every change. Returns its own disposer. */
  onCore(listener: (core: CoreWhereabouts) => void): () => void;
  onSound(listener: (sound: SoundState) => void): () => void;
  /** On every change: false while this window is minimised or hidden. A page begins as one that is seen. */
  onSeen(listener: (isSeen: boolean) => void): () => void;
  /** Plays the alarm tone for a moment and reports whether it can be heard. */
  testSound(): Promise<SoundState>;
  /** Says that the scene is painted, with how many live units: what `--screenshot` waits for. */
  reportScene(report: SceneReport): void;
  setLanguage(language: Language): Promise<void>;
  /** How loud the tone of public reports is at this machine; it sounds once, so that one hears it. Kept. */
  setReportTone(level: ReportToneLevel): Promise<void>;
  /** Prints a page of the core, or asks where to and keeps it as a PDF. */
  printPage(wish: PrintWish): Promise<PrintResult>;
  /** Opens another window of this seat with cameras only, on another display where there is one. */
  openVideoWindow(wish: VideoWindowWish): Promise<void>;
  /** Opens the window of the room this page belongs to in which something is looked back at. */
  openReview(wish: ReviewWish): Promise<void>;
  /** Opens the director's window or brings it forward: of a drill station itself, at a live one of its drill room. */
  openDirector(): Promise<DrillRoomAnswer>;
  /** The drill room of this machine; at once and on every change. */
  onDrillRoom(listener: (room: DrillRoomState) => void): () => void;
  /** Starts a drill core beside the station's own. Answers when it runs. */
  openDrillRoom(wish: DrillRoomWish): Promise<DrillRoomAnswer>;
  /** Closes its windows and ends its core; what was played in it is kept. */
  closeDrillRoom(): Promise<void>;
  /** A desk of the drill room for somebody who is trained at this machine; each call is one more. */
  openDrillDesk(): Promise<DrillRoomAnswer>;
  /** Brings the station's own desk forward. */
  goToStation(): Promise<void>;
  /** Displays of this machine and the wall on them; at once and on every change. */
  onWalls(listener: (walls: WallState) => void): () => void;
  /** Opens the wall on these displays; it stays until it is closed, over starts of the application too. */
  openWall(wish: OpenWallWish): Promise<WallAnswer>;
  /** Closes one window of the wall, by its identity. */
  closeWall(identity: string): Promise<void>;
  setWallStart(start: WallStart): Promise<WallAnswer>;
  /** Of a page of the wall: it has painted so many beats of its beacon. */
  wallPainted(beats: number): void;
  /** Kept by the shell while it runs, so that a page that was loaded anew has its officer still; null forgets. Never on disk. */
  keepSession(session: SignedIn | null): Promise<void>;
  /** Greets whoever is at an address and says by what certificate they answer; nothing of ours is sent. */
  lookAtHost(address: string): Promise<JoinResult<HostLook>>;
  /** Joins the host whose fingerprint the officer has compared. This window is loaded anew as a seat of it. */
  joinHost(wish: JoinWish): Promise<JoinResult<null>>;
  /** Forgets the host: the application starts again with a core of its own. */
  leaveHost(): Promise<void>;
  /** The scene packs of this machine and what is being done with them; at once and on every change. */
  onScenes(listener: (scenes: SceneState) => void): () => void;
  /** Opens the native dialog and looks at what was chosen; null when nothing was. Files come back as tokens. */
  chooseSceneSources(kind: SourceChoice): Promise<SceneAnswer<SceneLook> | null>;
  /** Prepares a pack from chosen sources, apart from those in use. */
  importScene(wish: SceneWish): Promise<SceneAnswer<ScenePrepared>>;
  /** Makes the prepared pack a version, and switches to it when `isNow`. */
  installScene(token: string, isNow: boolean): Promise<SceneAnswer<SceneInstalled>>;
  /** Gives up what is being looked at, imported or prepared; nothing of it stays. */
  discardScene(): Promise<void>;
  /** Restarts the core on another pack; null is the scene of station.json. */
  switchScene(choice: SceneChoice): Promise<SceneAnswer<SceneSwitched>>;
  revertScene(): Promise<SceneAnswer<SceneSwitched>>;
  /** Layers and report of a pack; `verifies` reads every byte of it as well. */
  inspectScene(choice: SceneChoice, verifies: boolean): Promise<SceneAnswer<SceneInspection>>;
  /** Another version of the pack in use, its model raised or lowered to a known road point. */
  calibrateScene(
    calibration: Calibration,
  ): Promise<SceneAnswer<{ readonly id: string; readonly version: string; readonly heightOffset: number }>>;
}

export type Language = 'zh-CN' | 'en';

export interface WindowStart {
  readonly wire: 1;
  /** Which core this window belongs to. `core`, `sound`, `seat` and `session` are those of its room. */
  readonly room: Room;
  readonly core: CoreWhereabouts;
  readonly sound: SoundState;
  readonly seat: { readonly token: string; readonly role: Role; readonly name: string };
  /** Who was signed in at this window when its page was loaded last. */
  readonly session: SignedIn | null;
  readonly join: JoinStart;
  readonly language: Language;
  readonly reportTone: ReportToneLevel;
  readonly version: string;
  /** The runtime at hand, said out loud when it is only for evaluation. */
  readonly runtime: { readonly electron: string; readonly isEvaluation: boolean };
}

export interface CoreWhereabouts {
  readonly state: 'starting' | 'running' | 'restarting' | 'failed';
  /** `http://127.0.0.1:PORT`, null until it has answered once. */
  readonly url: string | null;
  /** Plain sentence when it is not running; what the core itself said stands alike in both languages. */
  readonly reason: Bilingual | null;
}

export interface SoundState {
  readonly state: 'ready' | 'sounding' | 'broken' | 'testing';
  /** Why it is broken. */
  readonly reason: Bilingual | null;
  readonly testedAt: number | null;
}

export interface SceneReport {
  readonly isPainted: boolean;
  readonly liveUnits: number;
  readonly buildingsLoaded: boolean;
}

/** IPC channel names, one per function above. */
export const BRIDGE_CHANNELS = {
  start: 'pingan:start',
  core: 'pingan:core',
  sound: 'pingan:sound',
  seen: 'pingan:seen',
  testSound: 'pingan:testSound',
  reportScene: 'pingan:reportScene',
  setLanguage: 'pingan:setLanguage',
  setReportTone: 'pingan:setReportTone',
  printPage: 'pingan:printPage',
  openVideoWindow: 'pingan:openVideoWindow',
  openReview: 'pingan:openReview',
  openDirector: 'pingan:openDirector',
  drillRoom: 'pingan:drillRoom',
  openDrillRoom: 'pingan:openDrillRoom',
  closeDrillRoom: 'pingan:closeDrillRoom',
  openDrillDesk: 'pingan:openDrillDesk',
  goToStation: 'pingan:goToStation',
  walls: 'pingan:walls',
  openWall: 'pingan:openWall',
  closeWall: 'pingan:closeWall',
  setWallStart: 'pingan:setWallStart',
  wallPainted: 'pingan:wallPainted',
  keepSession: 'pingan:keepSession',
  lookAtHost: 'pingan:lookAtHost',
  joinHost: 'pingan:joinHost',
  leaveHost: 'pingan:leaveHost',
  scenes: 'pingan:scenes',
  chooseSceneSources: 'pingan:chooseSceneSources',
  importScene: 'pingan:importScene',
  installScene: 'pingan:installScene',
  discardScene: 'pingan:discardScene',
  switchScene: 'pingan:switchScene',
  revertScene: 'pingan:revertScene',
  inspectScene: 'pingan:inspectScene',
  calibrateScene: 'pingan:calibrateScene',
} as const;
