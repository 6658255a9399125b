/** `--screenshot FILE`: waits until the window shows a living scene, takes its picture, and says so or why not. */
import type { BrowserWindow } from 'electron';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import type { SceneReport } from '#shared/wire/bridge.ts';
import { replaceFile } from './settings.ts';

const LIMIT_MS = 120_000;
/** Names, cones and the last tiles arrive after the first painted frame. */
const SETTLE_MS = 2_500;
const LOOK_EVERY_MS = 100;

export interface ScreenshotOptions {
  readonly window: BrowserWindow;
  readonly file: string;
  readonly report: () => SceneReport | null;
  /** Why there will never be a picture: a core that failed. */
  readonly hopeless: () => string | null;
}

/** @returns the size of the picture in pixels */
export async function takeScreenshot({
  window,
  file,
  report,
  hopeless,
}: ScreenshotOptions): Promise<Result<{ width: number; height: number }>> {
  for (let waited = 0; !isAlive(report()); waited += LOOK_EVERY_MS) {
    const reason = hopeless();
    if (reason !== null) return refuse('core', reason);
    if (waited >= LIMIT_MS) return refuse('timeout', describe(report()));
    await pause(LOOK_EVERY_MS);
  }
  await pause(SETTLE_MS);
  const picture = await window.webContents.capturePage();
  if (picture.isEmpty()) return refuse('empty', '窗口没有画面 / The window has no picture');
  replaceFile(file, picture.toPNG(), 0o644);
  return ok(picture.getSize());
}

function isAlive(report: SceneReport | null): boolean {
  return report?.isPainted === true && report.liveUnits > 0 && report.buildingsLoaded;
}

/** What was still missing, so that whoever reads a build log knows where to look. */
function describe(report: SceneReport | null): string {
  const seconds = LIMIT_MS / 1_000;
  if (report === null) return `${seconds} 秒内场景没有报告 / The scene reported nothing within ${seconds} s`;
  const { isPainted, liveUnits, buildingsLoaded } = report;
  return (
    `${seconds} 秒内场景没有就绪 / The scene was not ready within ${seconds} s: ` +
    `painted ${isPainted}, live units ${liveUnits}, buildings ${buildingsLoaded}`
  );
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
