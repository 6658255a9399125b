/** Why a window of the wall was not opened, in the words of the desk. */
import type { WallAnswer } from '#shared/wire/wallWindow.ts';

type Refused = Extract<WallAnswer, { ok: false }>;

const refused = (code: Refused['code'], zh: string, en: string): Refused => ({ ok: false, code, reason: { zh, en } });

export const REFUSED = {
  unknownDisplay: refused('unknownDisplay', '没有这块显示器', 'There is no such display'),
  displayGone: refused('displayGone', '这块显示器现在没有接上', 'That display is not connected now'),
  deskStandsThere: refused(
    'deskStandsThere',
    '值班窗口在这块显示器上，大屏不能遮住它。请先把值班窗口移到别处',
    'The desk stands on that display and is never covered. Move the desk elsewhere first',
  ),
  spanTooWide: refused('spanTooWide', '一个窗口最多跨 6 块显示器', 'One window spans 6 displays at most'),
  loginNotKept: refused(
    'loginNotKept',
    '系统没有接受“开机启动”的设置',
    'The system did not take the setting to start with the login',
  ),
} as const;
