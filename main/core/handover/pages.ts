/**
 * The pages that are printed: the duty log of a shift and a hand-over. Whole documents without script, picture or link; every
 * word in them that somebody typed is escaped (RELIABILITY S9).
 */
import type { DutyLogLine } from '#shared/domain/dutyLog.ts';
import type { HandOverState } from '#shared/domain/handOver.ts';
import type { HandOverItem } from '#shared/domain/handOverItems.ts';
import { ITEM_KINDS } from '#shared/domain/handOverItems.ts';
import { type ShiftState, standingOf } from '#shared/domain/shift.ts';
import { dutySentence } from '#shared/text/dutyLines.ts';
import { handOverWords, itemDetail, itemTitle } from '#shared/text/handOverWords.ts';
import type { Language } from '#shared/text/language.ts';
import { pagesText } from '#shared/text/shiftPages.ts';
import { actorName } from '#shared/text/system.ts';
import { formatDate, formatDayTime, formatTime } from '#shared/text/time.ts';
import { topBarText } from '#shared/text/topBar.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character]!);

const STYLE = `
@page { size: A4; margin: 16mm 14mm; }
body { font: 10.5pt/1.5 "Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", sans-serif; color: #111; }
h1 { font-size: 17pt; margin: 0 0 2mm; } h2 { font-size: 12pt; margin: 6mm 0 2mm; break-after: avoid; }
p { margin: 0 0 1mm; } .quiet { color: #555; }
table { width: 100%; border-collapse: collapse; } th, td { border: 0.3mm solid #999; padding: 1mm 2mm; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
thead { display: table-header-group; } tr { break-inside: avoid; } td.time { white-space: nowrap; font-variant-numeric: tabular-nums; }
.drill { border: 0.5mm solid #111; padding: 1mm 2mm; font-weight: 700; }
.over { position: fixed; inset: 0; display: grid; place-items: center; font: 900 90pt sans-serif; color: rgb(0 0 0 / 9%); transform: rotate(-24deg); }
.signs { display: flex; gap: 12mm; margin-top: 12mm; break-inside: avoid; } .signs div { flex: 1; border-top: 0.3mm solid #111; padding-top: 1mm; }
`;

function page(title: string, { language, realm }: PageParts, content: string): string {
  const { drillBand, watermark } = topBarText[language];
  // A fixed box is printed on every sheet.
  const mark =
    realm === 'drill' ? `<div class="over">${escaped(watermark)}</div><p class="drill">${escaped(drillBand)}</p>` : '';
  const body = `${mark}${content}`;
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${escaped(title)}</title><style>${STYLE}</style></head><body>${body}</body></html>\n`;
}

const row = (cells: readonly string[], first = '') =>
  `<tr>${cells.map((cell, index) => `<td${index === 0 && first ? ` class="${first}"` : ''}>${escaped(cell)}</td>`).join('')}</tr>`;
const table = (heads: readonly string[], rows: readonly string[]) =>
  `<table><thead><tr>${heads.map((head) => `<th>${escaped(head)}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
const signs = (labels: readonly string[]) =>
  `<div class="signs">${labels.map((label) => `<div>${escaped(label)}</div>`).join('')}</div>`;

export interface PageParts {
  readonly stationName: string;
  /** Every sheet of a drill says that it is one. */
  readonly realm: 'live' | 'drill';
  readonly language: Language;
  readonly now: number;
}

const shiftName = (shift: Pick<ShiftState, 'name'>, language: Language) => shift.name || handOverWords[language].adHoc;

export function dutyLogPage(shift: ShiftState, lines: readonly DutyLogLine[], parts: PageParts): string {
  const { language, now } = parts;
  const text = pagesText[language];
  const title = `${text.dutyLog} · ${shiftName(shift, language)}`;
  const people = new Map([...shift.people, ...shift.attendance].map(({ accountId, name }) => [accountId, name]));
  const rows = [...people].map(([accountId, name]) => {
    const came = shift.attendance.filter((line) => line.accountId === accountId);
    const times = came.map(
      ({ beganAt, endedAt }) => `${formatDayTime(beganAt)} – ${endedAt === null ? '' : formatDayTime(endedAt)}`,
    );
    const late = came.find(({ lateMinutes }) => lateMinutes > 0)?.lateMinutes ?? 0;
    const standing = handOverWords[language].attendance[standingOf(shift, accountId, now)];
    return row([
      actorName(name, language),
      times.join('; '),
      late > 0 ? `${standing} · ${text.late(String(late))}` : standing,
    ]);
  });
  return page(
    title,
    parts,
    `<h1>${escaped(text.dutyLog)}</h1>${head(shift, parts)}<h2>${escaped(text.people)}</h2>${table([text.name, text.times, text.standing], rows)}<h2>${escaped(text.happened)}</h2>${
      lines.length === 0
        ? `<p>${escaped(text.nothing)}</p>`
        : table(
            [text.time, text.what, text.by],
            lines.map((line) =>
              row([formatTime(line.at), dutySentence(line, language), actorName(line.by, language)], 'time'),
            ),
          )
    }${signs([text.officer, text.leader])}`,
  );
}

function head(
  shift: Pick<ShiftState, 'name' | 'startAt' | 'endAt'>,
  { stationName, language, now }: PageParts,
): string {
  const text = pagesText[language];
  const span = `${formatDayTime(shift.startAt)} – ${formatDayTime(shift.endAt)}`;
  return `<p><strong>${escaped(stationName)}</strong> · ${escaped(formatDate(shift.startAt, language))}</p><p>${escaped(text.shift)} ${escaped(shiftName(shift, language))}（${span}）</p><p class="quiet">${escaped(text.printed(formatDayTime(now)))}</p>`;
}

export function handOverPage(
  handOver: HandOverState,
  shift: Pick<ShiftState, 'name' | 'startAt' | 'endAt'>,
  items: readonly HandOverItem[],
  parts: PageParts & { readonly standing: (item: HandOverItem) => string },
): string {
  const { language } = parts;
  const text = pagesText[language];
  const words = handOverWords[language];
  const groups = ITEM_KINDS.flatMap((kind) => {
    const ofKind = items.filter((item) => item.kind === kind);
    if (ofKind.length === 0) return [];
    const rows = ofKind.map((item) =>
      row([itemTitle(item, language), itemDetail(item, language), parts.standing(item)]),
    );
    return [
      `<h2>${escaped(words.kind[kind])} (${ofKind.length})</h2>${table([text.item, text.state, text.touched], rows)}`,
    ];
  });
  const questions = handOver.questions.map(({ text: asked, answer }) => row([asked, answer?.text ?? text.unanswered]));
  const signature = (label: string, name: string, signed: HandOverState['giverSigned']) =>
    signed ? `${label} ${name} · ${formatDayTime(signed.at)} · ${signed.hash.slice(0, 16)}` : `${label} ${name}`;
  return page(
    text.handOver,
    parts,
    `<h1>${escaped(text.handOver)}</h1>${head(shift, parts)}<p>${escaped(`${text.giver} ${handOver.giver.name}　${text.taker} ${handOver.taker?.name ?? text.nobodyYet}`)}</p>${
      groups.length > 0 ? groups.join('') : `<p>${escaped(text.nothingOwed)}</p>`
    }${questions.length > 0 ? `<h2>${escaped(text.questions)}</h2>${table([text.question, text.answer], questions)}` : ''}${signs(
      [
        signature(text.giver, handOver.giver.name, handOver.giverSigned),
        signature(text.taker, handOver.taker?.name ?? '', handOver.takerSigned),
      ],
    )}`,
  );
}
