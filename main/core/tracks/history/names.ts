/** Units and sources are numbers in rows; these say which. */
import { COLUMN, STRIDE } from './rows.ts';
import type { Names } from './tail.ts';

/** Numbers for names, in the order of their first use. */
export class NameBook {
  readonly names: string[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    this.#numbers.set(name, this.names.length);
    this.names.push(name);
    return this.names.length - 1;
  }
}

/** Puts our numbers in rows in place of those of whoever wrote them. What he has named once he need not name again. */
export class Renumbering {
  readonly #books: { readonly units: NameBook; readonly sources: NameBook };
  readonly #units: number[] = [];
  readonly #sources: number[] = [];

  constructor(books: { readonly units: NameBook; readonly sources: NameBook }) {
    this.#books = books;
  }

  apply({ rows, names }: { readonly rows: Float64Array; readonly names: Names }): void {
    for (const [number, name] of names.units) this.#units[number] = this.#books.units.numberOf(name);
    for (const [number, name] of names.sources) this.#sources[number] = this.#books.sources.numberOf(name);
    for (let offset = 0; offset < rows.length; offset += STRIDE) {
      rows[offset] = this.#units[rows[offset]!]!;
      rows[offset + COLUMN.source] = this.#sources[rows[offset + COLUMN.source]!]!;
    }
  }
}
