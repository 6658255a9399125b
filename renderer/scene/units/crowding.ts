/** In sight at once before units are drawn smaller than their distance asks for. */
const ROOMY = 520;
/** Half octaves; a step is taken only when the crowd changed by more than this many of them, so that sizes do not flap. */
const STEADY = 0.7;

/** How much smaller a crowd is drawn: 1 for up to 520 units in sight, growing with the square root of their number. */
export class Crowding {
  #step = 0;

  get factor(): number {
    return 2 ** (this.#step / 2);
  }

  update(inSight: number): number {
    const wanted = inSight <= ROOMY ? 0 : Math.log2(inSight / ROOMY);
    if (Math.abs(wanted - this.#step) > STEADY || (wanted === 0 && inSight < ROOMY * 0.8))
      this.#step = Math.round(wanted);
    return this.factor;
  }
}
