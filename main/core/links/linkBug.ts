import type { Bilingual } from '#shared/kit/bilingual.ts';

/** As `failure.code` of a link whose protocol cannot be opened. */
export const LINK_BUG = 'linkBug';

/** What a thrown error is to whoever looks after the station. */
export function bugOf(error: unknown): Bilingual {
  const words = error instanceof Error ? error.message : String(error);
  return {
    zh: `程序错误，链路已关闭并将自动重开：${words}`,
    en: `a bug closed this link, it will be opened afresh: ${words}`,
  };
}
