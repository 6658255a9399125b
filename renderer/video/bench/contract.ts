/** What a page of bench/video.ts can be asked, ours and the peers' alike: `window.videoBench`. */
export interface VideoBenchPage {
  /**
   * Closes what was open and opens these in a grid.
   * @param streams channels of the station for our page, URLs for a peer's
   * @returns of each the ms from the asking to its first picture on the screen
   */
  open(streams: readonly string[]): Promise<number[]>;
  close(): void;
  /** How old each picture of the first tile was when it was shown, in ms. */
  agesFor(forMs: number): Promise<number[]>;
  /** Pictures decoded since they were opened, of all tiles. */
  decoded(): number;
}

/** How our page reaches its station, in its address: `?core=…&token=…&way=…`. */
export interface OurWish {
  readonly core: string;
  readonly token: string;
  /** The only way that is tried. */
  readonly way: string;
}
