import type { DeskText } from '#shared/text/index.ts';
import { type Language, pick } from '#shared/text/language.ts';
import type { DeviceImportPreview } from '#shared/wire/deviceImport.ts';

/** Bad rows with what is wrong, for a spreadsheet: UTF-8 with a mark, or Excel takes Chinese for something else. */
export function badRowsCsv(preview: DeviceImportPreview, say: DeskText['deviceImport'], language: Language): string {
  const { row, field: what, what: sentence } = say.column;
  const heading = [row, say.field.id, say.field.name, what, say.column.value, sentence];
  const lines = preview.rows
    .filter(({ state }) => state === 'bad')
    .flatMap(({ row, deviceId, name, problems }) =>
      problems.map(({ field, value, words }) => [
        String(row),
        deviceId ?? '',
        name ?? '',
        field === null ? say.whole : say.field[field],
        value ?? '',
        pick(words, language),
      ]),
    );
  return `\uFEFF${[heading, ...lines].map((cells) => cells.map(quoted).join(',')).join('\r\n')}\r\n`;
}

/** Quoted always; a cell that would be a formula in a spreadsheet is made text (it comes from somebody else's file). */
function quoted(cell: string): string {
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return `"${text.replaceAll('"', '""')}"`;
}
