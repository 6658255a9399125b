import type { Language } from '#shared/text/language.ts';
import { REFUSALS } from '#shared/text/refusals.ts';

/** The core's own Chinese sentence names who stands against it; English is by the code. */
export function wordsOfRefusal({ code, message }: { code: string; message: string }, language: Language): string {
  const words = REFUSALS[code];
  if (language === 'en') return words?.en ?? code;
  return words?.zh ?? message;
}
