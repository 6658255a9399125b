/** The hidden page that makes the noise: opened, kept alive, told what to play, asked what it measured. */
import { BrowserWindow } from 'electron';
import { z } from 'zod';
import {
  SOUND_CHANNELS,
  type SoundChime,
  type SoundPlan,
  type SoundReport,
  type SoundTest,
} from '#shared/wire/sound.ts';
import type { IpcDoor } from '../ipc.ts';
import { keepPageAlive } from '../windows/pageKeeper.ts';
import { pagePreferences } from '../windows/pagePreferences.ts';
import type { SoundPage } from './alarmSound.ts';

const soundReportSchema: z.ZodType<SoundReport> = z.strictObject({
  requestId: z.number().int(),
  context: z.enum(['running', 'suspended', 'closed', 'interrupted']),
  peak: z.number().min(0).max(16),
  outputs: z.number().int().min(0).max(1_000),
});

const SOUND_PAGE = 'app://pingan/windows/sound/index.html';
/** An alarm of the longest period is listened to for 8 s; a page that has not answered then is broken. */
const ANSWER_WITHIN_MS = 10_000;

export interface SoundWindowOptions {
  readonly preload: string;
  readonly isPackaged: boolean;
  readonly door: IpcDoor;
  readonly say: (line: string) => void;
  /** The page listens: at first, and again after each crash. */
  readonly onListening: () => void;
  readonly onOutputsChanged: () => void;
}

export class SoundWindow implements SoundPage {
  readonly #window: BrowserWindow;
  readonly #waiting = new Map<number, (report: SoundReport | null) => void>();
  #isListening = false;
  #whenListening: (() => void)[] = [];

  constructor({ preload, isPackaged, door, say, onListening, onOutputsChanged }: SoundWindowOptions) {
    this.#window = new BrowserWindow({
      show: false,
      width: 320,
      height: 240,
      skipTaskbar: true,
      focusable: false,
      webPreferences: pagePreferences(preload, isPackaged),
    });
    const { webContents } = this.#window;
    door.admit(webContents, 'sound');
    door.listen(SOUND_CHANNELS.report, 'sound', z.tuple([soundReportSchema]), (report) => this.#answer(report));
    door.listen(SOUND_CHANNELS.outputsChanged, 'sound', z.tuple([]), onOutputsChanged);
    door.listen(SOUND_CHANNELS.listening, 'sound', z.tuple([]), () => {
      this.#isListening = true;
      for (const go of this.#whenListening.splice(0)) go();
      onListening();
    });
    webContents.on('render-process-gone', () => {
      this.#isListening = false;
    });
    keepPageAlive(this.#window, SOUND_PAGE, (line) => say(`[声音/sound] ${line}`));
  }

  play(plan: SoundPlan): void {
    // A page that does not listen yet asks for the plan when it does.
    if (this.#isListening) this.#send(SOUND_CHANNELS.plan, plan);
  }

  /** A tone that nobody was there to make is not made later: it would say nothing any more. */
  chime(chime: SoundChime): void {
    if (this.#isListening) this.#send(SOUND_CHANNELS.chime, chime);
  }

  measure(test: SoundTest): Promise<SoundReport | null> {
    return new Promise((done) => {
      const patience = setTimeout(() => this.#settle(test.requestId, null), ANSWER_WITHIN_MS);
      this.#waiting.set(test.requestId, (report) => {
        clearTimeout(patience);
        done(report);
      });
      const ask = () => this.#send(SOUND_CHANNELS.test, test);
      if (this.#isListening) ask();
      else this.#whenListening.push(ask);
    });
  }

  /** Silence at the very end, when the application leaves. */
  close(): void {
    if (!this.#window.isDestroyed()) this.#window.destroy();
  }

  #answer(report: SoundReport): void {
    this.#settle(report.requestId, report);
  }

  #settle(requestId: number, report: SoundReport | null): void {
    this.#waiting.get(requestId)?.(report);
    this.#waiting.delete(requestId);
  }

  #send(channel: string, payload: SoundPlan | SoundTest | SoundChime): void {
    if (!this.#window.isDestroyed()) this.#window.webContents.send(channel, payload);
  }
}
