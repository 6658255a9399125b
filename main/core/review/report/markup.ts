/** How a report is written as markup. Every word in it that somebody typed goes through `text`. */
import { escapeXml } from '#shared/kit/xml.ts';

/** Markup that is safe: made here, or escaped. A plain string is never one. */
export interface Markup {
  readonly html: string;
}

export const text = (words: string): Markup => ({ html: escapeXml(words) });
export const joined = (parts: readonly Markup[], between = ''): Markup => ({
  html: parts.map(({ html }) => html).join(between),
});

/** `html\`<p>${words}</p>\``: strings are escaped, markup is not escaped twice, numbers are written plainly. */
export function html(pieces: TemplateStringsArray, ...values: readonly (string | number | Markup)[]): Markup {
  const written = pieces.map((piece, index) => {
    const value = values[index];
    if (value === undefined) return piece;
    return piece + (typeof value === 'object' ? value.html : escapeXml(String(value)));
  });
  return { html: written.join('') };
}

export type Cell = string | Markup;

export function table(heads: readonly string[], rows: readonly (readonly Cell[])[]): Markup {
  const cells = (row: readonly Cell[]) => joined(row.map((cell) => html`<td>${cell}</td>`));
  return html`<table><thead><tr>${joined(heads.map((head) => html`<th>${head}</th>`))}</tr></thead><tbody>${joined(
    rows.map((row) => html`<tr>${cells(row)}</tr>`),
  )}</tbody></table>`;
}

export const section = (title: string, body: Markup): Markup => html`<section><h2>${title}</h2>${body}</section>`;
export const quiet = (words: string): Markup => html`<p class="quiet">${words}</p>`;
