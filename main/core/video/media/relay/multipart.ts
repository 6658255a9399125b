/**
 * multipart/x-mixed-replace → pictures (JPEG), for what cameras call MJPEG. Pictures are found by their own marks and not by the
 * boundary, which many cameras write otherwise than they state it.
 */
const MOST_PICTURE = 4 * 1024 * 1024;
const START = Buffer.from([0xff, 0xd8, 0xff]);
const END = Buffer.from([0xff, 0xd9]);

export class JpegReader {
  #held: Buffer = Buffer.alloc(0);
  #searchedTo = 0;

  /** Pictures that are whole now; what is longer than any picture is given up. */
  push(chunk: Buffer): Buffer[] {
    this.#held = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    const pictures: Buffer[] = [];
    for (;;) {
      const start = this.#held.indexOf(START);
      if (start < 0) {
        this.#keepFrom(Math.max(0, this.#held.length - START.length + 1));
        break;
      }
      if (start > 0) this.#keepFrom(start);
      const end = this.#held.indexOf(END, Math.max(START.length, this.#searchedTo));
      if (end < 0) {
        this.#searchedTo = this.#held.length - 1;
        if (this.#held.length > MOST_PICTURE) this.#keepFrom(START.length);
        break;
      }
      pictures.push(this.#held.subarray(0, end + END.length));
      this.#keepFrom(end + END.length);
    }
    return pictures;
  }

  #keepFrom(at: number): void {
    this.#held = this.#held.subarray(at);
    this.#searchedTo = 0;
  }
}
