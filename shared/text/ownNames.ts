import type { Language } from './language.ts';

/** Names the product gives to itself. The journal keeps them in Chinese, like every name; an English reader reads these. */
const ENGLISH: Readonly<Record<string, string>> = {
  核心: 'Core',
  设备链路: 'Device links',
  自动通知: 'Automatic notice',
  时限: 'Clock',
  本机席位: 'Local seat',
  演练终端: 'Drill terminal',
  管理员: 'Administrator',
};

/** The name of whoever did something; names given by people stay as they are. */
export function ownName(name: string, language: Language): string {
  return language === 'en' ? (ENGLISH[name] ?? name) : name;
}
