/** The inputs of one box over time: bounce taken out, levels kept, presses and releases told once each. */

/** Samples that must agree before a level counts (PROTOCOLS §3.3). */
const EQUAL_SAMPLES = 2;

export interface InputChange {
  readonly input: number;
  readonly isPressed: boolean;
}

export class Buttons {
  /** Inputs start released: a latch that was set while nobody listened is a press when it is first seen. */
  readonly #levels = new Map<number, { isPressed: boolean; candidate: boolean; equal: number }>();

  constructor(inputs: readonly number[]) {
    for (const input of inputs) this.#levels.set(input, { isPressed: false, candidate: false, equal: 0 });
  }

  isHeld(input: number): boolean {
    return this.#levels.get(input)?.isPressed ?? false;
  }

  /** One reading of all inputs, from the address `start`. */
  sample(bits: readonly boolean[], start: number): InputChange[] {
    const changes: InputChange[] = [];
    for (const [input, level] of this.#levels) {
      const now = bits[input - start] ?? false;
      level.equal = now === level.candidate ? level.equal + 1 : 1;
      level.candidate = now;
      if (now === level.isPressed || level.equal < EQUAL_SAMPLES) continue;
      level.isPressed = now;
      changes.push({ input, isPressed: now });
    }
    return changes;
  }

  /** Samples before and after a silence are not two in a row. */
  interrupt(): void {
    for (const level of this.#levels.values()) level.equal = 0;
  }
}
