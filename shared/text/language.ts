import type { Language } from '../wire/bridge.ts';

export type { Language };

/** One screen in both languages. English must have exactly what Chinese has: a missing or spare key does not compile. */
export type Bilingual<Texts> = Readonly<Record<Language, Texts>>;

export function bilingual<Texts>(zh: Texts, en: NoInfer<Texts>): Bilingual<Texts> {
  return { 'zh-CN': zh, en };
}

/** Sentences of the shell carry both, `中文 / English`: a console has no language. One that has no halves is kept whole. */
export function halfOf(sentence: string, language: Language): string {
  const halves = sentence.split(' / ');
  return (halves.length === 2 && halves[language === 'en' ? 1 : 0]) || sentence;
}

/** Catalog data carries its own two languages. */
export function pick(names: { readonly zh: string; readonly en: string }, language: Language): string {
  return language === 'en' ? names.en : names.zh;
}
