/** Rings and shakes until it is stopped. Browsers let a page sound only after somebody has touched it: `unlock` in that touch. */

const EVERY_MS = 1_500;
const NOTES: readonly (readonly [startSeconds: number, frequencyHz: number])[] = [
  [0, 880],
  [0.22, 1_175],
  [0.44, 880],
  [0.66, 1_175],
];
const NOTE_SECONDS = 0.2;
const SHAKE_MS = [350, 120, 350];

export class Ring {
  #context: AudioContext | null = null;
  #timer: ReturnType<typeof setInterval> | null = null;
  readonly #onReady: (isReady: boolean) => void;

  constructor(onReady: (isReady: boolean) => void) {
    this.#onReady = onReady;
  }

  get isRinging(): boolean {
    return this.#timer !== null;
  }

  async unlock(): Promise<void> {
    this.#context ??= new AudioContext();
    this.#context.onstatechange = () => this.#onReady(this.#context?.state === 'running');
    try {
      await this.#context.resume();
    } catch {
      // A phone without any sound still shakes and shows.
    }
    this.#onReady(this.#context.state === 'running');
  }

  start(): void {
    if (this.#timer !== null) return;
    this.#once();
    this.#timer = setInterval(() => this.#once(), EVERY_MS);
  }

  stop(): void {
    if (this.#timer === null) return;
    clearInterval(this.#timer);
    this.#timer = null;
    navigator.vibrate?.(0);
  }

  /** Short and single: what is felt when a long press has been taken. */
  tick(): void {
    navigator.vibrate?.(60);
  }

  #once(): void {
    navigator.vibrate?.(SHAKE_MS);
    const context = this.#context;
    if (context?.state !== 'running') return;
    for (const [startSeconds, frequencyHz] of NOTES) {
      const oscillator = new OscillatorNode(context, { type: 'square', frequency: frequencyHz });
      const loudness = new GainNode(context, { gain: 0.6 });
      oscillator.connect(loudness).connect(context.destination);
      const at = context.currentTime + startSeconds;
      oscillator.start(at);
      oscillator.stop(at + NOTE_SECONDS);
    }
  }
}
