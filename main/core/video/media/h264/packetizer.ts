/**
 * Access units → RTP payloads of one viewer (RFC 6184, packetization mode 1). Cut anew for every source: over TCP a camera may
 * send packets no network would carry as datagrams. Cut once for all viewers; each writes its own header before them.
 */
import type { AccessUnit } from './accessUnit.ts';
import { NAL } from './nal.ts';

/** With RTP, SRTP, UDP and IP around it below the 1,280 bytes every network carries. */
export const MOST_PAYLOAD = 1_150;

/** Payloads of one access unit in order; the last one is to be marked. */
export function packetize(unit: AccessUnit): Buffer[] {
  const cut = cuts.get(unit);
  if (cut !== undefined) return cut;
  const payloads = unit.nals.flatMap(cutNal);
  cuts.set(unit, payloads);
  return payloads;
}

/** Sixteen viewers of one stream, and each that starts with what was kept, are sent the same payloads. */
const cuts = new WeakMap<AccessUnit, Buffer[]>();

function cutNal(nal: Buffer): Buffer[] {
  if (nal.length <= MOST_PAYLOAD) return [nal];
  const indicator = (nal[0]! & 0xe0) | NAL.fuA;
  const type = nal[0]! & 0x1f;
  const payloads: Buffer[] = [];
  const step = MOST_PAYLOAD - 2;
  for (let at = 1; at < nal.length; at += step) {
    const isFirst = at === 1;
    const isLast = at + step >= nal.length;
    const body = nal.subarray(at, at + step);
    payloads.push(Buffer.concat([Buffer.from([indicator, (isFirst ? 0x80 : 0) | (isLast ? 0x40 : 0) | type]), body]));
  }
  return payloads;
}
