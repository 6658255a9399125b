import { refuse } from '#shared/kit/result.ts';

/** How a sign-in is refused, and how long to wait where waiting helps. */
export interface SignInFailure {
  readonly code: string;
  readonly message: string;
  readonly retryAfterMs?: number;
}

/** A name and a password that do not belong together: it is not said which. */
export const SIGN_IN_REFUSED = refuse('signInRefused', '登录名或密码不对');

export function tooManyAttempts(waitMs: number): SignInFailure {
  const { failure } = refuse('tooManyAttempts', `尝试次数过多，请 ${Math.ceil(waitMs / 1_000)} 秒后再试`);
  return { ...failure, retryAfterMs: waitMs };
}
