/** Remembers SPS and PPS, so that every key picture can bring its own however the source states them. */
import type { AccessUnit } from './accessUnit.ts';
import { isPadding, isPicture, NAL, nalType } from './nal.ts';

export class ParameterSets {
  #sps: Buffer | null = null;
  #pps: Buffer | null = null;

  /** What an SDP or a container states ahead of the first picture. */
  learn(nals: readonly Buffer[]): void {
    for (const nal of nals) this.#note(nal);
  }

  /** The units of one picture as they came → an access unit; null when there is no picture, or a key one nobody could decode. */
  complete(nals: readonly Buffer[], ticks: number): AccessUnit | null {
    this.learn(nals);
    const kept = nals.filter((nal) => !isPadding(nal));
    if (!kept.some(isPicture)) return null;
    const isKey = kept.some((nal) => nalType(nal) === NAL.idr);
    if (!isKey) return { nals: kept, isKey, ticks };
    const rest = kept.filter((nal) => nalType(nal) !== NAL.sps && nalType(nal) !== NAL.pps);
    return this.#sps && this.#pps ? { nals: [this.#sps, this.#pps, ...rest], isKey, ticks } : null;
  }

  #note(nal: Buffer): void {
    // Copied: a remembered slice would keep the whole chunk it came in.
    if (nalType(nal) === NAL.sps && !this.#sps?.equals(nal)) this.#sps = Buffer.from(nal);
    if (nalType(nal) === NAL.pps && !this.#pps?.equals(nal)) this.#pps = Buffer.from(nal);
  }
}
