/** TAK protocol v1: the protobuf form of a CoT event, field numbers of PROTOCOLS §4.5. */

import { parseXml } from '#main/core/xml/element.ts';
import { lineOf, readDetail } from './detail.ts';
import { type CotDetail, type Decoded, NO_DETAIL, toCourse, toPercent, toPoint, toSpeed } from './event.ts';
import { Message, type Wire } from './protobuf.ts';
import { isId } from './xml.ts';

/** Around a TakMessage: mesh (datagram) `BF 01 BF`, stream `BF` and the length as a varint. */
export const TAK_MAGIC = 0xbf;
export const MESH_HEADER = Buffer.from([TAK_MAGIC, 0x01, TAK_MAGIC]);

const LAST_MS = 8e15;

/** CotEvent and Detail by field number. */
const EVENT_WIRES: ReadonlyMap<number, Wire> = new Map([
  ...[1, 2, 3, 4, 5, 9, 15].map((number) => [number, 2] as const),
  ...[6, 7, 8].map((number) => [number, 0] as const),
  ...[10, 11, 12, 13, 14].map((number) => [number, 1] as const),
]);
const DETAIL_WIRES: ReadonlyMap<number, Wire> = new Map([1, 2, 3, 4, 5, 6, 7].map((number) => [number, 2] as const));

/** The message without its header. */
export function decodeTak(payload: Buffer): Decoded {
  const message = Message.read(payload);
  const cotEvent = message?.message(2);
  // A message that only negotiates versions names nobody.
  if (message && cotEvent === undefined && message.message(1)) return missing('cotEvent');
  if (!cotEvent?.conforms(EVENT_WIRES)) return { ok: false, reason: 'protobuf', detail: 'no TAK message' };
  const uid = cotEvent.text(5);
  const type = cotEvent.text(1);
  if (!isId(uid)) return missing('uid');
  if (!isId(type)) return missing('type');
  // proto3 leaves zeros out: an absent coordinate is 0, an absent error is not said.
  const point = toPoint({
    lat: cotEvent.double(10) ?? 0,
    lon: cotEvent.double(11) ?? 0,
    hae: cotEvent.double(12) ?? 0,
    ce: cotEvent.double(13),
    le: cotEvent.double(14),
  });
  const detail = cotEvent.message(15);
  if (detail === null || detail?.conforms(DETAIL_WIRES) === false)
    return { ok: false, reason: 'protobuf', detail: 'detail: broken' };
  return {
    ok: true,
    event: {
      uid,
      type,
      how: cotEvent.text(9) || null,
      sentAt: momentOf(cotEvent.integer(6)),
      startAt: momentOf(cotEvent.integer(7)),
      staleAt: momentOf(cotEvent.integer(8)),
      point,
      detail: detail ? readTakDetail(detail) : NO_DETAIL,
    },
  };
}

const missing = (field: string): Decoded => ({ ok: false, reason: 'missing', detail: `${field}: missing` });

const momentOf = (ms: number | null): number | null => (ms === null || ms === 0 || ms > LAST_MS ? null : ms);

/** What `xmlDetail` says beats the typed message: it is sent only where that one lacks something. */
function readTakDetail(detail: Message): CotDetail {
  const [contact, group, status, takv, track] = [2, 3, 5, 6, 7].map((number) => detail.message(number) ?? null);
  const typed: CotDetail = {
    ...NO_DETAIL,
    callsign: lineOf(contact?.text(2)),
    endpoint: lineOf(contact?.text(1)),
    groupName: lineOf(group?.text(1)),
    groupRole: lineOf(group?.text(2)),
    batteryPercent: toPercent(status?.integer(1) ?? null),
    // A track that is there and leaves its speed out stands still.
    speedMps: track ? toSpeed(track.double(1) ?? 0) : null,
    courseDegrees: track ? toCourse(track.double(2) ?? 0) : null,
    terminal: lineOf([1, 2, 3, 4].map((number) => takv?.text(number) ?? '').join(' ')),
  };
  const fragment = detail.text(1);
  if (fragment.trim() === '') return typed;
  // A fragment that is no XML costs what it would have said, not the position or the alarm around it.
  const parsed = parseXml(`<detail>${fragment}</detail>`);
  if (!parsed.ok) return typed;
  const said = Object.entries(readDetail(parsed.root)).filter(([, value]) => value !== null);
  return { ...typed, ...Object.fromEntries(said) };
}
