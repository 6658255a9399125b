/** RTP (RFC 3550 §5.1): reading what a camera sends, and writing what a viewer gets. */
export interface RtpPacket {
  readonly payloadType: number;
  readonly isMarked: boolean;
  readonly sequence: number;
  readonly timestamp: number;
  readonly payload: Buffer;
}

const HEADER = 12;

/** Null when it is no RTP, or its own lengths lead outside it. */
export function readRtp(bytes: Buffer): RtpPacket | null {
  if (bytes.length < HEADER || bytes[0]! >> 6 !== 2) return null;
  const hasPadding = (bytes[0]! & 0x20) !== 0;
  const hasExtension = (bytes[0]! & 0x10) !== 0;
  let start = HEADER + (bytes[0]! & 0x0f) * 4;
  if (hasExtension) {
    if (start + 4 > bytes.length) return null;
    start += 4 + bytes.readUInt16BE(start + 2) * 4;
  }
  const padding = hasPadding ? bytes[bytes.length - 1]! : 0;
  const end = bytes.length - padding;
  if (start > end || (hasPadding && padding === 0)) return null;
  return {
    payloadType: bytes[1]! & 0x7f,
    isMarked: (bytes[1]! & 0x80) !== 0,
    sequence: bytes.readUInt16BE(2),
    timestamp: bytes.readUInt32BE(4),
    payload: bytes.subarray(start, end),
  };
}

export function writeRtp(packet: RtpPacket, ssrc: number): Buffer {
  const bytes = Buffer.allocUnsafe(HEADER + packet.payload.length);
  bytes[0] = 0x80;
  bytes[1] = (packet.isMarked ? 0x80 : 0) | packet.payloadType;
  bytes.writeUInt16BE(packet.sequence, 2);
  bytes.writeUInt32BE(packet.timestamp, 4);
  bytes.writeUInt32BE(ssrc, 8);
  packet.payload.copy(bytes, HEADER);
  return bytes;
}
