/** A stream's address as lists have it: the protocol shows in it, and a user and password before the host are taken out. */
import { type StreamGrade, type StreamSource, streamSourceSchema } from '#shared/domain/channel.ts';
import type { Bilingual } from '#shared/kit/bilingual.ts';
import { urlPartsOf } from '#shared/kit/urlParts.ts';

export interface ReadSource {
  readonly source: StreamSource;
  readonly login: { readonly user: string; readonly password: string } | null;
}

const UNKNOWN: Bilingual = {
  zh: '不认识的视频地址：可用 RTSP、WHEP、WS-FLV、HLS、MJPEG，或媒体目录中的 .ts 文件',
  en: 'not a known stream address: rtsp, WHEP, ws-flv, .m3u8, mjpeg, or a .ts file of the media folder',
};

export function readSource(
  text: string,
  grade: StreamGrade,
): { readonly value: ReadSource } | { readonly wrong: Bilingual } {
  const parts = urlPartsOf(text);
  const protocol = protocolOf(parts?.scheme ?? null, text);
  if (!protocol) return { wrong: UNKNOWN };
  const url = parts?.userInfo ? text.replace(`${parts.userInfo}@`, '') : text;
  const parsed = streamSourceSchema.safeParse({ protocol, grade, url });
  if (!parsed.success) return { wrong: UNKNOWN };
  return { value: { source: parsed.data, login: parts?.userInfo ? loginOf(parts.userInfo) : null } };
}

function protocolOf(scheme: string | null, text: string): StreamSource['protocol'] | null {
  if (scheme === null) return /^[^/\\]+\.ts$/.test(text) ? 'file' : null;
  if (scheme === 'rtsp:') return 'rtsp';
  if (scheme === 'ws:' || scheme === 'wss:') return 'wsFlv';
  if (scheme !== 'http:' && scheme !== 'https:') return null;
  if (/\.m3u8(?:[?#]|$)/i.test(text)) return 'hls';
  if (/whep|\/api\/webrtc/i.test(text)) return 'whep';
  return /mjpe?g|\.cgi/i.test(text) ? 'mjpeg' : null;
}

/** RFC 3986 lets a password hold anything that is percent-encoded; lists often hold it as it is. */
function loginOf(userInfo: string): { user: string; password: string } {
  const at = userInfo.indexOf(':');
  const [user, password] = at < 0 ? [userInfo, ''] : [userInfo.slice(0, at), userInfo.slice(at + 1)];
  return { user: decoded(user), password: decoded(password) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
