/** A CoT event as XML. */

import { childOf, numberOf, parseXml } from '#main/core/xml/element.ts';
import { readDetail } from './detail.ts';
import { type Decoded, NO_DETAIL, toPoint } from './event.ts';
import { readCotTime } from './time.ts';

const ID_LENGTH = 200;

/** Bytes are UTF-8; what is not becomes a replacement character instead of costing the event. */
export function decodeXml(bytes: Buffer): Decoded {
  // Senders in C count the terminating NUL in.
  const parsed = parseXml(bytes.toString('utf8').replace(/^[\uFEFF\s]+|[\0\s]+$/g, ''));
  if (!parsed.ok) return parsed;
  const { root } = parsed;
  if (root.name !== 'event') return { ok: false, reason: 'missing', detail: `<${root.name.slice(0, 40)}> is no event` };
  const uid = root.attributes.get('uid') ?? '';
  const type = root.attributes.get('type') ?? '';
  const point = childOf(root, 'point');
  const missing = !isId(uid) ? 'uid' : !isId(type) ? 'type' : !point ? 'point' : undefined;
  if (missing !== undefined || !point) return { ok: false, reason: 'missing', detail: `${missing}: missing` };
  const coordinate = (name: string) => numberOf(point.attributes.get(name));
  const lat = coordinate('lat');
  const lon = coordinate('lon');
  const detail = childOf(root, 'detail');
  return {
    ok: true,
    event: {
      uid,
      type,
      how: root.attributes.get('how') || null,
      sentAt: readCotTime(root.attributes.get('time')),
      startAt: readCotTime(root.attributes.get('start')),
      staleAt: readCotTime(root.attributes.get('stale')),
      point:
        lat === null || lon === null
          ? null
          : toPoint({ lat, lon, hae: coordinate('hae'), ce: coordinate('ce'), le: coordinate('le') }),
      detail: detail ? readDetail(detail) : NO_DETAIL,
    },
  };
}

export const isId = (text: string) => text.trim() !== '' && text.length <= ID_LENGTH;
