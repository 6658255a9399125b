/** Authentication codes we issue: derived from the station's secret, so that a restarted core still knows them. */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** The same for a terminal as long as the secret lives. 16 hex digits: every terminal can keep that many. */
export function authCodeOf(secret: Buffer, linkId: string, terminal: string): string {
  return createHmac('sha256', secret).update(`jt808 ${linkId} ${terminal}`).digest('hex').slice(0, 16);
}

export function isSameCode(issued: string, presented: string): boolean {
  const digest = (code: string) => createHmac('sha256', 'compare').update(code).digest();
  return timingSafeEqual(digest(issued), digest(presented));
}
