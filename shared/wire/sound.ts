/**
 * The shell ⇄ its hidden sound page. The page only makes the sound it is told to and measures itself; what must sound,
 * and whether sound counts as broken, is decided in the shell, which outlives every window.
 */
export const SOUND_PATTERNS = ['quiet', 'levelI', 'levelII', 'levelIII', 'levelIV', 'trouble'] as const;
export type SoundPattern = (typeof SOUND_PATTERNS)[number];

export interface SoundPlan {
  readonly pattern: SoundPattern;
  /** A drill sounds lower and softer, so that nobody takes it for the real thing. */
  readonly isDrill: boolean;
  /** How far an unaccepted alarm has risen, 0 to 3: from 1 on a second tone joins in, and each step is louder. */
  readonly step: number;
}

/** How loud the quiet tone of public reports is at this machine, in the order in which a key goes through them. An alarm is never turned down. */
export const REPORT_TONES = ['off', 'soft', 'normal', 'loud'] as const;
export type ReportToneLevel = (typeof REPORT_TONES)[number];

/** The quiet tone of a public report: once, told apart from every alarm. */
export interface SoundChime {
  readonly isDrill: boolean;
  readonly level: Exclude<ReportToneLevel, 'off'>;
}

export interface SoundTest {
  readonly requestId: number;
  /** An officer asked and wants to hear it; the routine check is made below hearing. */
  readonly isAudible: boolean;
}

export interface SoundReport {
  readonly requestId: number;
  readonly context: 'running' | 'suspended' | 'closed' | 'interrupted';
  /** Largest sample the analyser saw while something should have sounded, 0 to 1. */
  readonly peak: number;
  /** Audio outputs the browser knows of. */
  readonly outputs: number;
}

/** Exposed to the sound page as `window.pinganSound`. */
export interface SoundBridge {
  onPlan(listener: (plan: SoundPlan) => void): void;
  onChime(listener: (chime: SoundChime) => void): void;
  onTest(listener: (test: SoundTest) => void): void;
  /** The page is listening and wants the present plan. */
  listening(): void;
  report(report: SoundReport): void;
  /** An output came or went. */
  outputsChanged(): void;
}

export const SOUND_CHANNELS = {
  plan: 'pingan:sound.plan',
  chime: 'pingan:sound.chime',
  test: 'pingan:sound.test',
  listening: 'pingan:sound.listening',
  report: 'pingan:sound.report',
  outputsChanged: 'pingan:sound.outputsChanged',
} as const;
