/** One coded picture, as it flows from whatever pulls it to whatever shows it. */
export interface AccessUnit {
  /** NAL units without start codes or lengths, no access unit delimiters; a key picture brings SPS and PPS before itself. */
  readonly nals: readonly Buffer[];
  /** It can be decoded without an earlier one. */
  readonly isKey: boolean;
  /** When it is shown, in ticks of 90 kHz; counts on for as long as its stream is pulled, in the order of decoding. */
  readonly ticks: number;
}

export const TICKS_A_SECOND = 90_000;
