/** What a page of ours may be granted, and nothing else: everything a browser can ask for has an answer, and it is no. */
import { APP_ORIGIN } from './requestRules.ts';

export interface PermissionAsked {
  readonly permission: string;
  /** The page that asks, or its origin where Chromium says no more. */
  readonly url: string;
  /** Not a frame inside it. */
  readonly isMainFrame: boolean;
}

/** An officer copies a name out of an incident. */
const OF_ANY_PAGE: readonly string[] = ['clipboard-sanitized-write'];
/** Camera and microphone of this machine, for calls with the field. The screen is `display-capture`, and is nobody's. */
const OF_DUTY_PAGE: readonly string[] = ['media'];
const DUTY_PAGE = `${APP_ORIGIN}/windows/duty/index.html`;

export function isGranted({ permission, url, isMainFrame }: PermissionAsked): boolean {
  if (OF_ANY_PAGE.includes(permission)) return url === APP_ORIGIN || url.startsWith(`${APP_ORIGIN}/`);
  const [page] = url.split(/[?#]/);
  return OF_DUTY_PAGE.includes(permission) && isMainFrame && page === DUTY_PAGE;
}
