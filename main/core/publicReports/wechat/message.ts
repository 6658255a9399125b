/** A push as what it says, by the fields of the official account's documentation (PROTOCOLS §5). Positions are GCJ-02. */
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import type { Fields } from './fields.ts';

interface Common {
  /** Which official account it was sent to. */
  readonly account: string;
  readonly openid: string;
  /** Epoch ms; null where it is no time. */
  readonly sentAt: number | null;
  /** The same again is the same message: MsgId, or for an event sender, time and name. */
  readonly key: string;
}

/** GCJ-02 degrees, as a map of the phone gives them. */
export interface WechatPoint {
  readonly lon: number;
  readonly lat: number;
}

export type WechatMessage = Common &
  (
    | { readonly kind: 'text'; readonly text: string; readonly isVoice: boolean }
    | {
        readonly kind: 'media';
        readonly what: 'image' | 'voice' | 'video';
        readonly url: string;
        readonly mediaId: string;
      }
    | { readonly kind: 'location'; readonly point: WechatPoint; readonly label: string }
    | { readonly kind: 'seen'; readonly point: WechatPoint }
    | { readonly kind: 'subscribe' }
    | { readonly kind: 'otherEvent'; readonly event: string }
    | { readonly kind: 'otherMessage'; readonly type: string }
  );

const OPENID = /^[\w-]{1,128}$/;
const MESSAGE_ID = /^\d{1,20}$/;
/** Up to the year 9999: beyond it no clock means anything. */
const LAST_SECOND = 253_402_300_799;

/** Refuses `msgType`, `openid`, `msgId`, `event` or `position`: what a push must have and has not. */
export function readMessage(fields: Fields): Result<WechatMessage> {
  const of = (name: string) => fields.get(name)?.trim() ?? '';
  const type = of('MsgType');
  if (type === '') return refuse('msgType', 'MsgType is missing');
  const openid = of('FromUserName');
  if (!OPENID.test(openid)) return refuse('openid', 'FromUserName is no openid');
  const sentAt = timeOf(of('CreateTime'));
  const base = { account: of('ToUserName').slice(0, 64), openid, sentAt };
  if (type === 'event') {
    const event = of('Event');
    if (event === '' || sentAt === null) return refuse('event', 'Event or CreateTime is missing');
    return readEvent({ ...base, key: `event:${openid}:${of('CreateTime')}:${event}` }, event, of);
  }
  const id = of('MsgId');
  if (!MESSAGE_ID.test(id)) return refuse('msgId', 'MsgId is missing');
  return readOrdinary({ ...base, key: `message:${id}` }, type, fields, of);
}

function readOrdinary(
  common: Common,
  type: string,
  fields: Fields,
  of: (name: string) => string,
): Result<WechatMessage> {
  const media = (what: 'image' | 'voice' | 'video') =>
    ok({
      ...common,
      kind: 'media',
      what,
      url: of('PicUrl').slice(0, 500),
      mediaId: of('MediaId').slice(0, 200),
    } as const);
  switch (type) {
    case 'text':
      return ok({ ...common, kind: 'text', text: fields.get('Content') ?? '', isVoice: false });
    case 'voice': {
      const text = of('Recognition');
      return text === '' ? media('voice') : ok({ ...common, kind: 'text', text, isVoice: true });
    }
    case 'image':
      return media('image');
    case 'video':
    case 'shortvideo':
      return media('video');
    case 'link':
      return ok({
        ...common,
        kind: 'text',
        text: [of('Title'), of('Description')].filter(Boolean).join('\n'),
        isVoice: false,
      });
    case 'location': {
      // X is the latitude: the service's own naming.
      const point = pointOf(of('Location_Y'), of('Location_X'));
      return point
        ? ok({ ...common, kind: 'location', point, label: of('Label') })
        : refuse('position', 'no such place');
    }
    default:
      return ok({ ...common, kind: 'otherMessage', type: type.slice(0, 40) });
  }
}

function readEvent(common: Common, event: string, of: (name: string) => string): Result<WechatMessage> {
  if (event === 'subscribe') return ok({ ...common, kind: 'subscribe' });
  if (event !== 'LOCATION') return ok({ ...common, kind: 'otherEvent', event: event.slice(0, 40) });
  const point = pointOf(of('Longitude'), of('Latitude'));
  return point ? ok({ ...common, kind: 'seen', point }) : refuse('position', 'no such place');
}

const DEGREES = /^-?\d{1,3}(\.\d{1,12})?$/;

function pointOf(lonText: string, latText: string): WechatPoint | null {
  if (!DEGREES.test(lonText) || !DEGREES.test(latText)) return null;
  const [lon, lat] = [Number(lonText), Number(latText)];
  const isPlace = Math.abs(lon) <= 180 && Math.abs(lat) <= 90 && !(lon === 0 && lat === 0);
  return isPlace ? { lon, lat } : null;
}

function timeOf(text: string): number | null {
  return /^\d{1,12}$/.test(text) && Number(text) <= LAST_SECOND ? Number(text) * 1_000 : null;
}
