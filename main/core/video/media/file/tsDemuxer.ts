/**
 * An MPEG transport stream (ISO/IEC 13818-1) → the H.264 pictures of its first video. For short recordings that are read whole;
 * what is broken in them is passed over packet by packet, and a file without a picture is refused.
 */
import { ok, type Result } from '#shared/kit/result.ts';
import { type MediaFault, mediaFault } from '../fault.ts';
import type { AccessUnit } from '../h264/accessUnit.ts';
import { splitAnnexB } from '../h264/nal.ts';
import { ParameterSets } from '../h264/parameterSets.ts';

const PACKET = 188;
const SYNC = 0x47;
const H264 = 0x1b;
const MOST_PES_BYTES = 4 * 1024 * 1024;
/** Times of a PES header are 33 bits of 90 kHz: they go back to zero every 26.5 hours. */
const WRAP = 2 ** 33;

interface Packet {
  readonly pid: number;
  readonly isStart: boolean;
  readonly payload: Buffer;
}

/** Refuses `notFound` when it is no transport stream, `unsupportedCodec` when its video is not H.264, `noPicture` when it is empty. */
export function demuxTs(bytes: Buffer): Result<readonly AccessUnit[], MediaFault> {
  const packets = packetsOf(bytes);
  if (packets.length === 0) return mediaFault('notFound', 'no transport stream');
  const map = programMapPid(packets);
  const streams = map === null ? [] : streamsOf(packets, map);
  const video = streams.find(({ type }) => type === H264);
  if (video === undefined) {
    const types = streams.map(({ type }) => `0x${type.toString(16)}`).join(', ');
    return mediaFault('unsupportedCodec', `no H.264 among its streams (${types || 'none'})`);
  }
  const units = unitsOf(packets.filter(({ pid }) => pid === video.pid));
  return units.some(({ isKey }) => isKey) ? ok(units) : mediaFault('noPicture', 'no key picture in it');
}

function packetsOf(bytes: Buffer): Packet[] {
  const packets: Packet[] = [];
  for (let at = 0; at + PACKET <= bytes.length; ) {
    // Out of step: the next sync byte is looked for.
    if (bytes[at] !== SYNC) {
      at += 1;
      continue;
    }
    const packet = readPacket(bytes.subarray(at, at + PACKET));
    if (packet) packets.push(packet);
    at += PACKET;
  }
  return packets;
}

function readPacket(bytes: Buffer): Packet | null {
  const isBroken = (bytes[1]! & 0x80) !== 0;
  const control = (bytes[3]! >> 4) & 3;
  const start = (control & 2) === 0 ? 4 : 5 + bytes[4]!;
  if (isBroken || (control & 1) === 0 || start >= PACKET) return null;
  return { pid: bytes.readUInt16BE(1) & 0x1fff, isStart: (bytes[1]! & 0x40) !== 0, payload: bytes.subarray(start) };
}

/** The table a section packet holds, from its table id on; null when it is cut short. Ours are of one packet. */
function sectionOf({ isStart, payload }: Packet, tableId: number): Buffer | null {
  const start = 1 + (payload[0] ?? 0);
  if (!isStart || start + 3 > payload.length || payload[start] !== tableId) return null;
  const length = payload.readUInt16BE(start + 1) & 0xfff;
  const end = start + 3 + length - 4;
  return length >= 9 && end <= payload.length ? payload.subarray(start, end) : null;
}

function programMapPid(packets: readonly Packet[]): number | null {
  for (const packet of packets) {
    const section = packet.pid === 0 ? sectionOf(packet, 0) : null;
    if (section === null) continue;
    for (let at = 8; at + 4 <= section.length; at += 4) {
      if (section.readUInt16BE(at) !== 0) return section.readUInt16BE(at + 2) & 0x1fff;
    }
  }
  return null;
}

function streamsOf(packets: readonly Packet[], map: number): { readonly type: number; readonly pid: number }[] {
  for (const packet of packets) {
    const section = packet.pid === map ? sectionOf(packet, 2) : null;
    if (section === null || section.length < 12) continue;
    const streams: { type: number; pid: number }[] = [];
    for (let at = 12 + (section.readUInt16BE(10) & 0xfff); at + 5 <= section.length; ) {
      streams.push({ type: section[at]!, pid: section.readUInt16BE(at + 1) & 0x1fff });
      at += 5 + (section.readUInt16BE(at + 3) & 0xfff);
    }
    return streams;
  }
  return [];
}

function unitsOf(packets: readonly Packet[]): AccessUnit[] {
  const units: AccessUnit[] = [];
  const sets = new ParameterSets();
  let previous: number | null = null;
  for (const pes of pesOf(packets)) {
    const time = presentationTime(pes);
    const body = pes.subarray(9 + (pes[8] ?? 0));
    if (time === null) continue;
    const ticks: number = previous === null ? time : previous + signedStep(previous, time);
    const unit = sets.complete(splitAnnexB(body), ticks);
    if (unit === null || (units.length === 0 && !unit.isKey)) continue;
    previous = ticks;
    units.push(unit);
  }
  return units;
}

function pesOf(packets: readonly Packet[]): Buffer[] {
  const whole: Buffer[] = [];
  let parts: Buffer[] = [];
  let bytes = 0;
  const finish = () => {
    if (parts.length > 0 && bytes <= MOST_PES_BYTES) whole.push(Buffer.concat(parts));
    parts = [];
    bytes = 0;
  };
  for (const { isStart, payload } of packets) {
    if (isStart) finish();
    else if (parts.length === 0) continue;
    bytes += payload.length;
    if (bytes <= MOST_PES_BYTES) parts.push(payload);
  }
  finish();
  return whole;
}

/** Null when it is no video PES with a time. */
function presentationTime(pes: Buffer): number | null {
  if (pes.length < 14 || pes.readUIntBE(0, 3) !== 1 || (pes[3]! & 0xf0) !== 0xe0 || (pes[7]! & 0x80) === 0) return null;
  const high = (pes[9]! >> 1) & 7;
  return high * 2 ** 30 + (pes.readUInt16BE(10) >> 1) * 2 ** 15 + (pes.readUInt16BE(12) >> 1);
}

function signedStep(from: number, to: number): number {
  const step = (((to - from) % WRAP) + WRAP) % WRAP;
  return step < WRAP / 2 ? step : step - WRAP;
}
