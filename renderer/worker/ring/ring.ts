/**
 * Rings and shakes until it is stopped. Browsers let a page sound only after somebody has touched it: `unlock` in that touch. The
 * tune is one loop inside the audio device: a page behind another one has its timers slowed down, its sound not.
 */

const EVERY_MS = 1_500;
const NOTES: readonly (readonly [startSeconds: number, frequencyHz: number])[] = [
  [0, 880],
  [0.22, 1_175],
  [0.44, 880],
  [0.66, 1_175],
];
const NOTE_SECONDS = 0.2;
/** Of full scale, as a square wave: a page cannot turn the phone's volume up, only use what there is. */
const LOUDNESS = 0.9;
const SHAKE_MS = [350, 120, 350];
const TRY_OUT_MS = 3_000;

export class Ring {
  #context: AudioContext | null = null;
  #sounding: AudioBufferSourceNode | null = null;
  #timer: ReturnType<typeof setInterval> | null = null;
  readonly #onReady: (isReady: boolean) => void;

  constructor(onReady: (isReady: boolean) => void) {
    this.#onReady = onReady;
  }

  get isRinging(): boolean {
    return this.#timer !== null;
  }

  async unlock(): Promise<void> {
    this.#context ??= this.#openContext();
    try {
      await this.#context.resume();
    } catch {
      // A phone without any sound still shakes and shows.
    }
    this.#look();
  }

  start(): void {
    if (this.#timer !== null) return;
    this.#shake();
    this.#timer = setInterval(() => this.#shake(), EVERY_MS);
    this.#sound();
  }

  stop(): void {
    if (this.#timer === null) return;
    clearInterval(this.#timer);
    this.#timer = null;
    this.#sounding?.stop();
    this.#sounding = null;
    navigator.vibrate?.(0);
  }

  /** For whoever begins a shift: is it loud enough? Leaves a real ring alone. */
  async tryOut(): Promise<void> {
    await this.unlock();
    if (this.isRinging) return;
    this.start();
    const own = this.#timer;
    setTimeout(() => {
      if (this.#timer === own) this.stop();
    }, TRY_OUT_MS);
  }

  /** Short and single: what is felt when a long press has been taken. */
  tick(): void {
    navigator.vibrate?.(60);
  }

  #openContext(): AudioContext {
    // Where a page may say so (iOS), it sounds with the mute switch on, as an alarm clock does.
    const { audioSession } = navigator as Navigator & { audioSession?: { type: string } };
    if (audioSession) audioSession.type = 'playback';
    const context = new AudioContext();
    context.onstatechange = () => this.#look();
    return context;
  }

  #look(): void {
    this.#onReady(this.#context?.state === 'running');
    this.#sound();
  }

  #shake(): void {
    navigator.vibrate?.(SHAKE_MS);
  }

  #sound(): void {
    const context = this.#context;
    if (!this.isRinging || this.#sounding || context?.state !== 'running') return;
    const source = new AudioBufferSourceNode(context, { buffer: tuneFor(context), loop: true });
    source.connect(context.destination);
    source.start();
    this.#sounding = source;
  }
}

function tuneFor(context: AudioContext): AudioBuffer {
  const { sampleRate } = context;
  const tune = context.createBuffer(1, Math.round((EVERY_MS / 1_000) * sampleRate), sampleRate);
  const samples = tune.getChannelData(0);
  for (const [startSeconds, frequencyHz] of NOTES) {
    const from = Math.round(startSeconds * sampleRate);
    const count = Math.round(NOTE_SECONDS * sampleRate);
    for (let index = 0; index < count; index++) {
      const isHigh = ((index * frequencyHz) / sampleRate) % 1 < 0.5;
      samples[from + index] = isHigh ? LOUDNESS : -LOUDNESS;
    }
  }
  return tune;
}
