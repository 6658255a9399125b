import type { Language } from '../wire/bridge.ts';

export type { Language };

/** One screen in both languages. English must have exactly what Chinese has: a missing or spare key does not compile. */
export type Bilingual<Texts> = Readonly<Record<Language, Texts>>;

export function bilingual<Texts>(zh: Texts, en: NoInfer<Texts>): Bilingual<Texts> {
  return { 'zh-CN': zh, en };
}

/** Catalog data carries its own two languages. */
export function pick(names: { readonly zh: string; readonly en: string }, language: Language): string {
  return language === 'en' ? names.en : names.zh;
}
