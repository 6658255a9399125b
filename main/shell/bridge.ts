/** The handlers behind `window.pingan`: one line per entry of the bridge contract. What concerns a room is answered by the asker's own. */
import { BrowserWindow, webContents } from 'electron';
import { z } from 'zod';
import {
  BRIDGE_CHANNELS,
  type Language,
  type SceneReport,
  type SoundState,
  type WindowStart,
} from '#shared/wire/bridge.ts';
import { type PrintResult, type PrintWish, printWishSchema } from '#shared/wire/print.ts';
import { reviewWishSchema } from '#shared/wire/reviewWindow.ts';
import { signedInSchema } from '#shared/wire/session.ts';
import { REPORT_TONES, type ReportToneLevel } from '#shared/wire/sound.ts';
import { videoWindowWishSchema } from '#shared/wire/videoWindow.ts';
import type { IpcDoor } from './ipc.ts';
import type { PageBook, PageSeat } from './rooms/room.ts';

const nothing = z.tuple([]);
const languageSchema = z.enum(['zh-CN', 'en']);
const sceneReportSchema = z.strictObject({
  isPainted: z.boolean(),
  liveUnits: z.number().int().min(0).max(10_000_000),
  buildingsLoaded: z.boolean(),
});

export interface BridgeAnswers {
  readonly start: (page: PageSeat) => WindowStart;
  readonly testSound: () => Promise<SoundState>;
  readonly reportScene: (report: SceneReport) => void;
  readonly setLanguage: (language: Language) => void;
  readonly setReportTone: (level: ReportToneLevel) => void;
  readonly printPage: (wish: PrintWish, owner: BrowserWindow | null) => Promise<PrintResult>;
}

export function answerBridge(door: IpcDoor, pages: PageBook, answers: BridgeAnswers): void {
  const any = 'anyWindow';
  const { start, core, sound, printPage, keepSession, openVideoWindow, openReview } = BRIDGE_CHANNELS;
  door.handleFrom(start, any, nothing, (page) => answers.start(pages.of(page)));
  door.handleFrom(core, any, nothing, (page) => pages.of(page).room.whereabouts);
  door.handleFrom(sound, any, nothing, (page) => pages.of(page).room.sound);
  door.handle(BRIDGE_CHANNELS.testSound, any, nothing, answers.testSound);
  door.handleFrom(printPage, any, z.tuple([printWishSchema]), (page, wish) => answers.printPage(wish, windowOf(page)));
  door.handle(BRIDGE_CHANNELS.setLanguage, any, z.tuple([languageSchema]), answers.setLanguage);
  door.handle(BRIDGE_CHANNELS.setReportTone, any, z.tuple([z.enum(REPORT_TONES)]), answers.setReportTone);
  door.handleFrom(openVideoWindow, any, z.tuple([videoWindowWishSchema]), (page, wish) => {
    const { room, seat } = pages.of(page);
    room.openVideo(wish, seat);
  });
  door.handleFrom(openReview, any, z.tuple([reviewWishSchema]), (page, wish) => {
    const { room, seat } = pages.of(page);
    room.openReview(wish, seat);
  });
  door.handleFrom(keepSession, any, z.tuple([signedInSchema.nullable()]), (page, session) =>
    pages.of(page).room.keepSession(session),
  );
  door.listenFrom(BRIDGE_CHANNELS.reportScene, any, z.tuple([sceneReportSchema]), (page, report) => {
    // A picture that is asked for shows the station.
    if (pages.of(page).room.id === 'station') answers.reportScene(report);
  });
}

function windowOf(page: number): BrowserWindow | null {
  const contents = webContents.fromId(page);
  return contents ? BrowserWindow.fromWebContents(contents) : null;
}
