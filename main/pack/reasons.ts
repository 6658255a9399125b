// Sentences that several kinds of layer say.
import type { Bilingual } from '#shared/kit/bilingual.ts';

export const missing = (path: string): Bilingual => ({ zh: `找不到 ${path}`, en: `${path} is not there` });
export const missingFolder = (path: string): Bilingual => ({
  zh: `找不到文件夹 ${path}`,
  en: `the folder ${path} is not there`,
});
export const noTiles = (path: string): Bilingual => ({ zh: `${path} 内没有瓦片`, en: `${path} holds no tiles` });
export const tooLarge = (path: string): Bilingual => ({ zh: `${path} 过大`, en: `${path} is too large` });
