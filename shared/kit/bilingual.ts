/** One sentence in both languages of the product. Whoever makes a sentence makes both; whoever shows it picks one. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}
