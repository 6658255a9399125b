import type { Bilingual } from '../kit/bilingual.ts';
import type { Language } from '../wire/bridge.ts';

export type { Language };

/** One screen in both languages. English must have exactly what Chinese has: a missing or spare key does not compile. */
export type Screen<Texts> = Readonly<Record<Language, Texts>>;

export function bilingual<Texts>(zh: Texts, en: NoInfer<Texts>): Screen<Texts> {
  return { 'zh-CN': zh, en };
}

/** What carries its own two languages: catalog data, and sentences made in the core or the shell. */
export function pick(names: Bilingual, language: Language): string {
  return language === 'en' ? names.en : names.zh;
}
