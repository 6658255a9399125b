import type { Language } from '#shared/text/language.ts';

/** The importer's lines carry both languages, as a console shows them: `中文 · English`. One that does not stands alike in both. */
export function half(line: string, language: Language): string {
  const [zh, en] = line.split(' · ');
  return (language === 'en' ? en : zh) ?? line;
}
