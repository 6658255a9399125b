/**
 * Customer messages by way of a relay that holds the account's access token. The body is that of WeChat's
 * `cgi-bin/message/custom/send`, so the relay may pass it on as it is; its answer may be WeChat's own (`errcode`).
 */
import { z } from 'zod';
import type { OutputPermit } from '#main/core/links/index.ts';
import type { RepliesConfig } from '#shared/wire/publicReports.ts';
import type { ReplyOutcome, ReplySender } from './outbox.ts';

const WITHIN_MS = 8_000;
const ANSWER_LIMIT = 8 * 1024;
const answerSchema = z.object({ errcode: z.number().int() });
/** Out of the 48 hours, too many without a word of his, not a follower any more, text refused: another try changes nothing. */
const FINAL: ReadonlySet<number> = new Set([45_015, 45_047, 43_004, 40_003, 87_014]);
const TRY_AGAIN: ReadonlySet<number> = new Set([408, 425, 429]);

/** Only a live station has the permit: a drill writes to nobody. */
export function relaySender({ url, token }: RepliesConfig, permit: OutputPermit): ReplySender {
  const { realm } = permit;
  const closing = new AbortController();
  return {
    close: () => closing.abort(),
    async send({ replyId, openid, text }) {
      try {
        const response = await fetch(url, {
          method: 'POST',
          redirect: 'error',
          signal: AbortSignal.any([closing.signal, AbortSignal.timeout(WITHIN_MS)]),
          headers: {
            'content-type': 'application/json',
            'idempotency-key': replyId,
            'x-realm': realm,
            ...(token !== undefined && { authorization: `Bearer ${token}` }),
          },
          body: JSON.stringify({ touser: openid, msgtype: 'text', text: { content: text } }),
        });
        const answer = (await response.text()).slice(0, ANSWER_LIMIT);
        return response.ok ? outcomeOf(answer) : refused(response.status);
      } catch (error) {
        return { to: 'later', fault: (error as Error).name === 'TimeoutError' ? 'relaySilent' : 'relayUnreachable' };
      }
    },
  };
}

const refused = (status: number): ReplyOutcome =>
  status >= 500 || TRY_AGAIN.has(status)
    ? { to: 'later', fault: `relay${status}` }
    : { to: 'failed', fault: `relay${status}` };

/** Anything that is not an error of WeChat counts as taken. */
function outcomeOf(answer: string): ReplyOutcome {
  const parsed = answerSchema.safeParse(jsonOf(answer));
  const code = parsed.success ? parsed.data.errcode : 0;
  if (code === 0) return { to: 'sent' };
  return { to: FINAL.has(code) ? 'failed' : 'later', fault: `wechat${code}` };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
