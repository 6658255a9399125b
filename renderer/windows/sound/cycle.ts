/**
 * The alarm tones, as one cycle of samples each, made by arithmetic: no asset, nothing to load, the same on every machine.
 * The page loops a cycle on the audio thread, so a busy page cannot make an alarm stutter or stop.
 */
import type { SoundChime, SoundPattern, SoundPlan } from '#shared/wire/sound.ts';

interface Note {
  readonly frequencyHz: number;
  readonly startMs: number;
  readonly lengthMs: number;
}

interface Cycle {
  readonly periodMs: number;
  readonly gain: number;
  readonly notes: readonly Note[];
}

type Sounding = Exclude<SoundPattern, 'quiet'>;

/** Below full scale, so that what nobody answers can rise. Level I never pauses; below it the pauses grow with the level. Told apart by rhythm, not by pitch alone. */
const CYCLES: Readonly<Record<Sounding, Cycle>> = {
  levelI: { periodMs: 1_000, gain: 0.7, notes: alternate([960, 1_280], 250, 4) },
  levelII: { periodMs: 1_800, gain: 0.65, notes: beats(880, 3, 180, 300) },
  levelIII: { periodMs: 3_000, gain: 0.6, notes: beats(660, 2, 220, 400) },
  levelIV: { periodMs: 5_000, gain: 0.55, notes: beats(523, 1, 300, 0) },
  trouble: {
    periodMs: 8_000,
    gain: 0.55,
    notes: [...beats(440, 1, 350, 0), { frequencyHz: 330, startMs: 400, lengthMs: 600 }],
  },
};

/** What an officer hears on asking for a test, and what the routine check measures. */
export const TEST_CYCLE: Cycle = { periodMs: 600, gain: 0.7, notes: [{ frequencyHz: 880, startMs: 0, lengthMs: 560 }] };

const RAMP_S = 0.006;
const DRILL_PITCH = 0.6;

/** What nobody answers gets a second, higher tone between its own, then louder, then without a pause. */
export function cycleOf({ pattern, step }: SoundPlan): Cycle | null {
  if (pattern === 'quiet') return null;
  const cycle = CYCLES[pattern];
  if (step === 0) return cycle;
  const periodMs = Math.max(SECOND_TONE_MS * 4, Math.round(cycle.periodMs / PACE[Math.min(step, 3)]!));
  const own = cycle.notes.filter(({ startMs, lengthMs }) => startMs + lengthMs <= periodMs);
  return { periodMs, gain: Math.min(1, cycle.gain + LOUDER * step), notes: withSecondTone(own, periodMs) };
}

const SECOND_TONE_HZ = 1_568;
const SECOND_TONE_MS = 120;
/** By step: how much sooner the cycle comes round. */
const PACE = [1, 1, 1.5, 2] as const;
const LOUDER = 0.1;

/** In every gap that has room for it; where there is none it takes the last part of each note. */
function withSecondTone(notes: readonly Note[], periodMs: number): Note[] {
  const told: Note[] = [];
  const second = (startMs: number): Note => ({ frequencyHz: SECOND_TONE_HZ, startMs, lengthMs: SECOND_TONE_MS });
  notes.forEach((note, index) => {
    const end = note.startMs + note.lengthMs;
    const gapMs = (notes[index + 1]?.startMs ?? periodMs) - end;
    if (gapMs >= SECOND_TONE_MS) told.push(note, second(end));
    else told.push({ ...note, lengthMs: note.lengthMs - SECOND_TONE_MS }, second(end - SECOND_TONE_MS));
  });
  return told;
}

/** Two soft notes that rise and fade, once. No alarm is a pure tone, rises slowly or dies away. */
const CHIME: readonly Note[] = [
  { frequencyHz: 784, startMs: 0, lengthMs: 420 },
  { frequencyHz: 1_047, startMs: 180, lengthMs: 620 },
];
const CHIME_MS = 850;
/** The loudest stays far below every alarm (0.55 and up). */
const CHIME_GAINS: Readonly<Record<SoundChime['level'], number>> = { soft: 0.06, normal: 0.16, loud: 0.28 };
const CHIME_FADE_S = 0.16;

/** The quiet tone of a public report as mono samples, click-free; in a drill lower, as everything is. */
export function renderChime({ isDrill, level }: SoundChime, sampleRate: number): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(Math.round((CHIME_MS / 1_000) * sampleRate));
  for (const { frequencyHz, startMs, lengthMs } of CHIME) {
    const first = Math.round((startMs / 1_000) * sampleRate);
    const count = Math.min(Math.round((lengthMs / 1_000) * sampleRate), samples.length - first);
    const step = (2 * Math.PI * frequencyHz * (isDrill ? DRILL_PITCH : 1)) / sampleRate;
    for (let index = 0; index < count; index++) {
      const edge = Math.min(1, index / (RAMP_S * sampleRate), (count - 1 - index) / (RAMP_S * sampleRate));
      const fade = Math.exp(-index / (CHIME_FADE_S * sampleRate));
      samples[first + index] = samples[first + index]! + CHIME_GAINS[level] * edge * fade * Math.sin(step * index);
    }
  }
  return samples;
}

/** One cycle as mono samples in −1…1, click-free at every edge. */
export function renderCycle(cycle: Cycle, isDrill: boolean, sampleRate: number): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(Math.round((cycle.periodMs / 1_000) * sampleRate));
  for (const note of cycle.notes) renderNote(samples, note, cycle.gain, isDrill, sampleRate);
  return samples;
}

function renderNote(samples: Float32Array, note: Note, gain: number, isDrill: boolean, sampleRate: number): void {
  const first = Math.round((note.startMs / 1_000) * sampleRate);
  const count = Math.min(Math.round((note.lengthMs / 1_000) * sampleRate), samples.length - first);
  const step = (2 * Math.PI * note.frequencyHz * (isDrill ? DRILL_PITCH : 1)) / sampleRate;
  const ramp = RAMP_S * sampleRate;
  for (let index = 0; index < count; index++) {
    const edge = Math.min(1, index / ramp, (count - 1 - index) / ramp);
    samples[first + index] = gain * edge * (isDrill ? Math.sin(step * index) : bright(step * index));
  }
}

/** A sine with odd harmonics: carries through a noisy room and a small loudspeaker. Peak about 1. */
function bright(phase: number): number {
  return (Math.sin(phase) + Math.sin(3 * phase) / 3 + Math.sin(5 * phase) / 5) / 0.935;
}

function beats(frequencyHz: number, count: number, lengthMs: number, everyMs: number): Note[] {
  return Array.from({ length: count }, (_, index) => ({ frequencyHz, startMs: index * everyMs, lengthMs }));
}

function alternate(frequencies: readonly number[], lengthMs: number, count: number): Note[] {
  return Array.from({ length: count }, (_, index) => ({
    frequencyHz: frequencies[index % frequencies.length]!,
    startMs: index * lengthMs,
    lengthMs,
  }));
}
