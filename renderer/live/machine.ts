import type { Bridge, CoreWhereabouts, Language, SceneReport, SoundState } from '#shared/wire/bridge.ts';
import type { Room } from '#shared/wire/drillRoom.ts';
import type { JoinStart } from '#shared/wire/join.ts';
import type { PrintResult, PrintWish } from '#shared/wire/print.ts';
import type { Role } from '#shared/wire/roles.ts';
import type { SignedIn } from '#shared/wire/session.ts';
import type { ReportToneLevel } from '#shared/wire/sound.ts';
import type { VideoWindowWish } from '#shared/wire/videoWindow.ts';
import { PageSeen, type SeenPage, seenBy } from './pageSeen.ts';
import { SceneLibrary } from './sceneLibrary.ts';

/** Joining a host and leaving it; a plain browser cannot. */
export type HostPowers = Pick<Bridge, 'lookAtHost' | 'joinHost' | 'leaveHost'>;

/** Windows of the wall on displays of this machine. */
export type WallPowers = Pick<Bridge, 'onWalls' | 'openWall' | 'closeWall' | 'setWallStart'>;

/** The drill room of this machine, and the windows a drill is led from and learnt at. */
export type DrillRoomPowers = Pick<
  Bridge,
  'openDirector' | 'onDrillRoom' | 'openDrillRoom' | 'closeDrillRoom' | 'openDrillDesk' | 'goToStation'
>;

/** The machine this window runs on, as far as the window needs it: through the bridge, or without one in a browser. */
export interface Machine {
  readonly start: {
    /** Which core of this machine this window belongs to; in a plain browser there is one. */
    readonly room: Room;
    readonly core: CoreWhereabouts;
    /** Null where nobody can know: a plain browser has no shell that sounds. */
    readonly sound: SoundState | null;
    readonly token: string;
    readonly role: Role | null;
    /** Who was signed in here when the page was loaded last; a plain browser does not remember. */
    readonly session: SignedIn | null;
    readonly language: Language;
    /** Null in a plain browser, which gives no tone. */
    readonly reportTone: ReportToneLevel | null;
    readonly version: string | null;
    readonly runtime: { readonly electron: string; readonly isEvaluation: boolean } | null;
    /** How this machine stands to a host; null in a plain browser. */
    readonly join: JoinStart | null;
  };
  readonly host: HostPowers | null;
  readonly seen: PageSeen;
  onCore(listener: (core: CoreWhereabouts) => void): () => void;
  onSound(listener: (sound: SoundState) => void): () => void;
  testSound(): Promise<SoundState | null>;
  reportScene(report: SceneReport): void;
  setLanguage(language: Language): void;
  setReportTone(level: ReportToneLevel): void;
  /** Null in a plain browser, which has its own way to print. */
  readonly printPage: ((wish: PrintWish) => Promise<PrintResult>) | null;
  /** Another window of this seat with cameras only; null in a plain browser. */
  readonly openVideoWindow: ((wish: VideoWindowWish) => Promise<void>) | null;
  /** Looks back at something in a window of its own; null in a plain browser. */
  readonly openReview: Bridge['openReview'] | null;
  /** Null in a plain browser. */
  readonly drillRoom: DrillRoomPowers | null;
  /** This window of the wall has painted so many beats; nobody listens in a plain browser. */
  wallPainted(count: number): void;
  /** Displays of this machine and the wall on them; null in a plain browser and in a drill room: the wall is the station's. */
  readonly walls: WallPowers | null;
  keepSession(session: SignedIn | null): void;
  /** Null in a plain browser and at a seat of a host: scenes are kept where the core runs. */
  readonly scenes: SceneLibrary | null;
}

export async function bridgedMachine(bridge: Bridge): Promise<Machine> {
  const { room, core, sound, seat, session, language, version, runtime, join, reportTone } = await bridge.start();
  const seen = new PageSeen(true);
  bridge.onSeen((isSeen) => seen.tell(isSeen));
  return {
    seen,
    start: {
      ...{ room, core, sound, token: seat.token, role: seat.role },
      ...{ session, language, reportTone, version, runtime, join },
    },
    host: room === 'station' ? bridge : null,
    onCore: (listener) => bridge.onCore(listener),
    onSound: (listener) => bridge.onSound(listener),
    testSound: () => bridge.testSound(),
    reportScene: (report) => bridge.reportScene(report),
    setLanguage: (language) => void bridge.setLanguage(language),
    setReportTone: (level) => void bridge.setReportTone(level),
    printPage: (wish) => bridge.printPage(wish),
    openVideoWindow: (wish) => bridge.openVideoWindow(wish),
    wallPainted: (count) => bridge.wallPainted(count),
    openReview: bridge.openReview,
    drillRoom: bridge,
    walls: room === 'station' ? bridge : null,
    keepSession: (session) => void bridge.keepSession(session),
    // A seat draws its host's scene: there is no library of its own to look after.
    scenes: room === 'station' && join.joined === null && join.wanted === null ? new SceneLibrary(bridge) : null,
  };
}

/**
 * A second seat in a plain browser: `#core=http://host:port&token=…&language=en`. The hash never leaves the browser,
 * unlike a query. Without `core` it is the page's own origin.
 */
export function browserMachine(
  location: { readonly hash: string; readonly origin: string },
  page: SeenPage | null = null,
): Machine {
  const given = new URLSearchParams(location.hash.slice(1));
  const core: CoreWhereabouts = { state: 'running', url: given.get('core') ?? location.origin, reason: null };
  const neverChanges = () => () => undefined;
  return {
    start: {
      room: 'station',
      core,
      sound: null,
      token: given.get('token') ?? '',
      role: null,
      session: null,
      language: given.get('language') === 'en' ? 'en' : 'zh-CN',
      reportTone: null,
      version: null,
      runtime: null,
      join: null,
    },
    host: null,
    seen: page ? seenBy(page) : new PageSeen(true),
    onCore: neverChanges,
    onSound: neverChanges,
    testSound: () => Promise.resolve(null),
    reportScene: () => undefined,
    setLanguage: () => undefined,
    setReportTone: () => undefined,
    printPage: null,
    openVideoWindow: null,
    openReview: null,
    drillRoom: null,
    wallPainted: () => undefined,
    walls: null,
    keepSession: () => undefined,
    scenes: null,
  };
}
