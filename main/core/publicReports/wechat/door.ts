/**
 * What WeChat pushes, answered as it wants to be (PROTOCOLS §5): verified, stored, then `success` or a reply at once. Never an
 * error page for a verified push; an empty 403 for any other.
 */
import { randomBytes, randomInt } from 'node:crypto';
import type { IncomingReport } from '#main/core/desk/publicReports.ts';
import { gcj02ToWgs84 } from '#shared/geo/datum.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { plainLines, plainText } from '#shared/kit/plainText.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import { REPLY_WORDS } from '#shared/text/replyWords.ts';
import type { WechatConfig } from '#shared/wire/publicReports.ts';
import type { PublicIntake } from '../intake.ts';
import { isSignature, signatureOf, WechatCipher } from './crypt.ts';
import { cdata, readFields } from './fields.ts';
import { readMessage, type WechatMessage, type WechatPoint } from './message.ts';

export interface WechatQuery {
  readonly signature?: string | undefined;
  readonly msg_signature?: string | undefined;
  readonly timestamp?: string | undefined;
  readonly nonce?: string | undefined;
  readonly echostr?: string | undefined;
  readonly encrypt_type?: string | undefined;
}

export interface WechatAnswer {
  readonly status: 200 | 400 | 403;
  readonly body: string;
  readonly type: 'text/plain' | 'text/xml';
  /** Why nothing (or not everything) was made of it, for the counters. */
  readonly reason?: string;
}

export interface WechatParts {
  readonly config: WechatConfig;
  readonly intake: PublicIntake;
  readonly clock: Clock;
}

/** A reporter's last place is taken for that of his words for so long. */
const PLACE_LASTS_MS = 10 * 60_000;
const PLACES_KEPT = 5_000;
const WORDS_LENGTH = 2_000;
const ECHO_LENGTH = 128;

const plain = (status: WechatAnswer['status'], body: string, reason?: string): WechatAnswer => ({
  status,
  body,
  type: 'text/plain',
  ...(reason !== undefined && { reason }),
});
const REFUSED = plain(403, '', 'badSignature');
const SUCCESS = plain(200, 'success');

export class WechatDoor {
  readonly #config: WechatConfig;
  readonly #intake: PublicIntake;
  readonly #clock: Clock;
  readonly #cipher: WechatCipher | null;
  /** By a mark that names nobody. In memory only: where somebody was is nothing to keep. */
  readonly #seen = new Map<string, { readonly point: WechatPoint; readonly at: number }>();

  constructor({ config, intake, clock }: WechatParts) {
    this.#config = config;
    this.#intake = intake;
    this.#clock = clock;
    this.#cipher = config.encodingAESKey === undefined ? null : new WechatCipher(config.encodingAESKey, config.appId);
  }

  /** The check that WeChat makes once when the address is entered there. */
  handshake({ signature, timestamp, nonce, echostr }: WechatQuery): WechatAnswer {
    if (!this.#isSigned(signature, timestamp, nonce)) return REFUSED;
    if (echostr === undefined || echostr.length > ECHO_LENGTH) return plain(400, '', 'echostr');
    return plain(200, echostr);
  }

  /** Resolves when what it brought is on disk. Rejects when it cannot be kept: an empty 500 makes WeChat try again. */
  async push(query: WechatQuery, body: string): Promise<WechatAnswer> {
    const opened = this.#open(query, body);
    if (!opened.ok) {
      const { code } = opened.failure;
      return code === 'badSignature' ? REFUSED : plain(400, '', code);
    }
    const { message, isEncrypted } = opened.value;
    const { text, reason } = await this.#take(message);
    if (!text) return { ...SUCCESS, ...(reason && { reason }) };
    return { status: 200, body: this.#reply(message, text, isEncrypted), type: 'text/xml' };
  }

  #isSigned(signature: string | undefined, timestamp = '', nonce = '', ...more: string[]): boolean {
    return isSignature(signature, [this.#config.token, timestamp, nonce, ...more]);
  }

  #open(query: WechatQuery, body: string): Result<{ message: WechatMessage; isEncrypted: boolean }> {
    const { timestamp, nonce } = query;
    const isEncrypted = query.encrypt_type === 'aes';
    const { mode } = this.#config;
    // In safe mode the plain signature proves nothing: it says nothing of the body.
    if (isEncrypted === (mode === 'plain') && mode !== 'compatible') return refuse('badSignature', 'wrong mode');
    if (!isEncrypted && !this.#isSigned(query.signature, timestamp, nonce)) return refuse('badSignature', 'not signed');
    const outer = readFields(body);
    // What nobody can verify was not sent by the service.
    if (!outer.ok) return isEncrypted ? refuse('badSignature', 'not readable') : outer;
    const fields = isEncrypted ? this.#decrypt(query, outer.value.get('Encrypt') ?? '') : outer;
    if (!fields.ok) return fields;
    const message = readMessage(fields.value);
    return message.ok ? ok({ message: message.value, isEncrypted }) : message;
  }

  #decrypt({ msg_signature, timestamp, nonce }: WechatQuery, encrypted: string): ReturnType<typeof readFields> {
    if (!this.#cipher || !this.#isSigned(msg_signature, timestamp, nonce, encrypted))
      return refuse('badSignature', 'not signed');
    const opened = this.#cipher.decrypt(encrypted);
    return opened.ok ? readFields(opened.value) : opened;
  }

  /** What is answered to it, if anything is. */
  async #take(message: WechatMessage): Promise<{ text: string; reason?: string }> {
    if (message.kind === 'subscribe') return { text: this.#config.greeting ?? REPLY_WORDS.greeting };
    const mark = this.#intake.markOf(message.openid);
    if (message.kind === 'seen') {
      this.#remember(mark, message.point);
      return { text: '' };
    }
    if (message.kind === 'otherEvent') return { text: '' };
    if (message.kind === 'otherMessage') return { text: '', reason: 'unknownType' };
    if (!this.#intake.earlier(message.key) && !this.#intake.admits(mark)) return { text: '', reason: 'overRate' };
    const taken = await this.#intake.take(message.key, this.#toReport(message, mark), { openid: message.openid });
    if (!taken.ok) return { text: '', reason: taken.failure.code };
    return { text: this.#config.receipt.replaceAll('{receipt}', taken.value.receipt) };
  }

  #toReport(message: Exclude<WechatMessage, { kind: 'subscribe' }>, mark: string): Omit<IncomingReport, 'reporter'> {
    const blank = { channel: 'wechat', words: '', isVoice: false, pictures: [], evidence: [], place: null } as const;
    const report = { ...blank, sentAt: message.sentAt, place: this.#lastPlace(mark) };
    switch (message.kind) {
      case 'text':
        return { ...report, words: plainLines(message.text, WORDS_LENGTH), isVoice: message.isVoice };
      case 'media': {
        const { what, url, mediaId } = message;
        const words = what === 'image' ? '' : MEDIA_WORDS[what];
        const pictures = what === 'image' ? [{ url: isAddress(url) ? url : '', mediaId: mediaId || null }] : [];
        return { ...report, words, pictures };
      }
      case 'location': {
        const seenAt = this.#clock();
        this.#remember(mark, message.point);
        return { ...report, place: placeAt(message.point, 'sent', seenAt, plainText(message.label, 200)) };
      }
      default:
        return report;
    }
  }

  #remember(mark: string, point: WechatPoint): void {
    this.#seen.delete(mark);
    this.#seen.set(mark, { point, at: this.#clock() });
    const [oldest] = this.#seen.keys();
    if (this.#seen.size > PLACES_KEPT && oldest !== undefined) this.#seen.delete(oldest);
  }

  #lastPlace(mark: string): IncomingReport['place'] {
    const seen = this.#seen.get(mark);
    if (!seen || this.#clock() - seen.at > PLACE_LASTS_MS) return null;
    return placeAt(seen.point, 'lastKnown', seen.at, '');
  }

  #reply({ account, openid }: WechatMessage, text: string, isEncrypted: boolean): string {
    const now = Math.floor(this.#clock() / 1_000);
    const reply = `<xml><ToUserName>${cdata(openid)}</ToUserName><FromUserName>${cdata(account)}</FromUserName><CreateTime>${now}</CreateTime><MsgType>${cdata('text')}</MsgType><Content>${cdata(text)}</Content></xml>`;
    if (!isEncrypted || !this.#cipher) return reply;
    const encrypted = this.#cipher.encrypt(reply, randomBytes(16));
    const timestamp = String(now);
    const nonce = String(randomInt(1_000_000_000, 2_000_000_000));
    const signature = signatureOf([this.#config.token, timestamp, nonce, encrypted]);
    return `<xml><Encrypt>${cdata(encrypted)}</Encrypt><MsgSignature>${cdata(signature)}</MsgSignature><TimeStamp>${timestamp}</TimeStamp><Nonce>${cdata(nonce)}</Nonce></xml>`;
  }
}

const MEDIA_WORDS = { voice: '[语音，未能识别]', video: '[视频]' } as const;

function placeAt(
  point: WechatPoint,
  origin: 'sent' | 'lastKnown',
  seenAt: number,
  name: string,
): NonNullable<IncomingReport['place']> {
  const [lon, lat] = gcj02ToWgs84([point.lon, point.lat]);
  return { lon, lat, origin, seenAt, name };
}

const isAddress = (url: string) => /^https?:\/\/[^\s"'<>]+$/.test(url);
