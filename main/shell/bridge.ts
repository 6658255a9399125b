/** The handlers behind `window.pingan`: one line per entry of the bridge contract. */
import { z } from 'zod';
import {
  BRIDGE_CHANNELS,
  type CoreWhereabouts,
  type Language,
  type SceneReport,
  type SoundState,
  type WindowStart,
} from '#shared/wire/bridge.ts';
import { type PrintResult, type PrintWish, printWishSchema } from '#shared/wire/print.ts';
import { type SignedIn, signedInSchema } from '#shared/wire/session.ts';
import { REPORT_TONES, type ReportToneLevel } from '#shared/wire/sound.ts';
import { type VideoWindowWish, videoWindowWishSchema } from '#shared/wire/videoWindow.ts';
import type { IpcDoor } from './ipc.ts';

const nothing = z.tuple([]);
const languageSchema = z.enum(['zh-CN', 'en']);
const sceneReportSchema = z.strictObject({
  isPainted: z.boolean(),
  liveUnits: z.number().int().min(0).max(10_000_000),
  buildingsLoaded: z.boolean(),
});

export interface BridgeAnswers {
  readonly start: () => WindowStart;
  readonly core: () => CoreWhereabouts;
  readonly sound: () => SoundState;
  readonly testSound: () => Promise<SoundState>;
  readonly reportScene: (report: SceneReport) => void;
  readonly setLanguage: (language: Language) => void;
  readonly setReportTone: (level: ReportToneLevel) => void;
  readonly printPage: (wish: PrintWish) => Promise<PrintResult>;
  readonly openVideoWindow: (wish: VideoWindowWish) => void;
  readonly keepSession: (session: SignedIn | null) => void;
}

export function answerBridge(door: IpcDoor, answers: BridgeAnswers): void {
  door.handle(BRIDGE_CHANNELS.start, 'window', nothing, answers.start);
  door.handle(BRIDGE_CHANNELS.core, 'window', nothing, answers.core);
  door.handle(BRIDGE_CHANNELS.sound, 'window', nothing, answers.sound);
  door.handle(BRIDGE_CHANNELS.testSound, 'window', nothing, answers.testSound);
  door.handle(BRIDGE_CHANNELS.printPage, 'window', z.tuple([printWishSchema]), answers.printPage);
  door.handle(BRIDGE_CHANNELS.setLanguage, 'window', z.tuple([languageSchema]), answers.setLanguage);
  door.handle(BRIDGE_CHANNELS.setReportTone, 'window', z.tuple([z.enum(REPORT_TONES)]), answers.setReportTone);
  door.handle(BRIDGE_CHANNELS.openVideoWindow, 'window', z.tuple([videoWindowWishSchema]), answers.openVideoWindow);
  door.handle(BRIDGE_CHANNELS.keepSession, 'window', z.tuple([signedInSchema.nullable()]), answers.keepSession);
  door.listen(BRIDGE_CHANNELS.reportScene, 'window', z.tuple([sceneReportSchema]), answers.reportScene);
}
