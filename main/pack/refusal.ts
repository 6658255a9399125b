/** Refusals of the pack reader in both languages: a layer's reason stands in front of officers, whichever they read. */
import type { Bilingual } from '#shared/kit/bilingual.ts';
import { fail, type Refusal } from '#shared/kit/result.ts';

/** `message` is the Chinese sentence, as in every refusal. */
export interface PackRefusal extends Refusal {
  readonly en: string;
}

export const refuseBoth = (code: string, zh: string, en: string) =>
  fail<PackRefusal>({ code, message: zh, en }) satisfies { ok: false };

export const saidBy = ({ message, en }: PackRefusal): Bilingual => ({ zh: message, en });

/** `mars.mbtiles 已损坏` and its English: what the reason is about goes before both. */
export const about = (name: string, { zh, en }: Bilingual): Bilingual => ({ zh: `${name} ${zh}`, en: `${name} ${en}` });
