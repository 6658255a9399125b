/**
 * Addresses inside a playlist (RFC 8216). Every one is rewritten to come through the media port, sealed with a key of this process:
 * a window can ask for what the playlist named and for nothing else.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { parseUrl } from '#main/core/video/media/address/parseUrl.ts';

const LONGEST = 2_000;
const MOST_LINES = 20_000;

export class HlsAddresses {
  readonly #key = randomBytes(32);

  /** `base` is where the playlist came from; the answers are relative to where ours lies. */
  rewrite(playlist: string, base: string): string {
    return playlist
      .split(/\r?\n/, MOST_LINES)
      .map((line) => {
        if (line.startsWith('#'))
          return line.replace(/URI="([^"]*)"/g, (_whole, uri: string) => `URI="${this.#seal(uri, base)}"`);
        return line.trim() === '' ? line : this.#seal(line.trim(), base);
      })
      .join('\n');
  }

  /** What a rewritten address means; null for one we did not write. */
  open(sealed: string): string | null {
    const [seal = '', coded = ''] = sealed.split('/');
    const url = Buffer.from(coded, 'base64url').toString('utf8');
    const [given, right] = [Buffer.from(seal), Buffer.from(this.#sealOf(url))];
    return given.length === right.length && timingSafeEqual(given, right) ? url : null;
  }

  #seal(uri: string, base: string): string {
    const url = parseUrl(uri, base);
    // Left out rather than passed on: a window would fetch it by itself.
    if (url === null || !['http:', 'https:'].includes(url.protocol) || url.href.length > LONGEST) return 'refused';
    return `hls/${this.#sealOf(url.href)}/${Buffer.from(url.href).toString('base64url')}`;
  }

  #sealOf(url: string): string {
    return createHmac('sha256', this.#key).update(url).digest('base64url').slice(0, 22);
  }
}
