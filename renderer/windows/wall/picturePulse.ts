import { type Disposable, toDisposable } from '#shared/kit/disposable.ts';

/** A picture that draws itself beside what React draws, and may stop without a word while everything around it goes on. */
export interface DrawnPicture {
  /** Grows with every drawing. */
  painted(): number;
  paintAgain(): void;
}

/** Whether the pictures of a window that draw themselves still do: what the beats of a wall's page stand for besides the page. */
export class PicturePulse {
  readonly #seen = new Map<DrawnPicture, number>();

  /** From now on it has to be drawn, until disposed. */
  add(picture: DrawnPicture): Disposable {
    this.#seen.set(picture, picture.painted());
    picture.paintAgain();
    return toDisposable(() => this.#seen.delete(picture));
  }

  /** True when each has been drawn since the last time this was true. Asks all of them for another drawing. */
  take(): boolean {
    const pictures = [...this.#seen];
    const areDrawn = pictures.every(([picture, seen]) => picture.painted() !== seen);
    for (const [picture] of pictures) {
      if (areDrawn) this.#seen.set(picture, picture.painted());
      picture.paintAgain();
    }
    return areDrawn;
  }
}
