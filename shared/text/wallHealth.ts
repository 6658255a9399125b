import type { Language } from './language.ts';

export interface WallHealthText {
  /** Displays whose picture stands still. */
  frozen(names: string): string;
  frozenHint: string;
  /** Displays that show nothing. */
  missing(names: string): string;
  missingHint: string;
  /** One of them: its name, and for how long. */
  one(name: string, age: string): string;
  joint: string;
}

export const wallHealthText: Record<Language, WallHealthText> = {
  'zh-CN': {
    frozen: (names) => `大屏画面停住：${names}`,
    frozenHint: '屏上看到的不是现在。程序会自行重新载入；若一直如此，请重启那台机器。本窗口与派遣不受影响。',
    missing: (names) => `大屏没有显示：${names}`,
    missingHint: '显示器已拔出，或那台机器没有连上。接回后画面自行恢复。',
    one: (name, age) => `${name}（${age}）`,
    joint: '、',
  },
  en: {
    frozen: (names) => `The wall stands still: ${names}`,
    frozenHint:
      'What it shows is not now. It is loaded again by itself; if it stays so, restart that machine. This window and dispatch are not affected.',
    missing: (names) => `The wall shows nothing: ${names}`,
    missingHint: 'The display was pulled out, or its machine is not connected. It comes back by itself.',
    one: (name, age) => `${name} (${age})`,
    joint: ', ',
  },
};
