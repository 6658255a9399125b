/** Role cards as a page for paper: one card a page, no script, every word of the scenario escaped. */
import { escapeXml } from '#shared/kit/xml.ts';
import { directorText } from '#shared/text/director.ts';
import { SCENARIO_ROLE_NAMES } from '#shared/text/directorScript.ts';
import { type Language, pick } from '#shared/text/language.ts';
import { formatClockSpan } from '#shared/text/time.ts';
import type { RoleCard } from './roleCards.ts';

const STYLE = `
  body { font: 12pt/1.6 "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; color: #000; margin: 0; }
  article { page-break-after: always; padding: 12mm; }
  header { display: flex; justify-content: space-between; border-bottom: 2px solid #000; }
  h1 { font-size: 22pt; margin: 0; } h2 { font-size: 13pt; margin: 8mm 0 2mm; }
  blockquote { margin: 1mm 0 1mm 6mm; padding-left: 4mm; border-left: 3px solid #000; font-size: 14pt; }
  .when { color: #444; } .drill { font-weight: 700; }
`;

export function roleCardsPage(title: string, cards: readonly RoleCard[], language: Language): string {
  const text = directorText[language];
  const say = (words: { readonly zh: string; readonly en: string }) => escapeXml(pick(words, language));
  const card = ({ role, lines, expected }: RoleCard) => `
    <article>
      <header><h1>${say(role.name)}</h1><span class="drill">${escapeXml(text.drillOnly)}</span></header>
      <p>${escapeXml(title)} · ${say(SCENARIO_ROLE_NAMES[role.role])}</p>
      <h2>${escapeXml(text.cardTask)}</h2><p>${say(role.task)}</p>
      <h2>${escapeXml(text.cardLines)}</h2>
      ${lines.length === 0 ? `<p>${escapeXml(text.cardNothing)}</p>` : ''}
      <ol>${lines
        .map(
          ({ when, title: of, words }) =>
            `<li><span class="when">${say(when)}</span> <b>${say(of)}</b>${words ? `<blockquote>${say(words)}</blockquote>` : ''}</li>`,
        )
        .join('')}</ol>
      ${expected.length > 0 ? `<h2>${escapeXml(text.cardExpected)}</h2>` : ''}
      <ul>${expected
        .map(
          ({ what, withinSeconds }) =>
            `<li>${say(what)} · ${escapeXml(text.limit(formatClockSpan(withinSeconds * 1_000)))}</li>`,
        )
        .join('')}</ul>
    </article>`;
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escapeXml(title)}</title><style>${STYLE}</style></head><body>${cards.map(card).join('')}</body></html>`;
}
