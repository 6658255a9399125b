/** Controls, invisible direction marks that can turn a sentence around, and line or paragraph ends. */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]+/gu;
const HALF_PAIR = /\p{Cs}/gu;

/**
 * Text from outside as one well-formed line: what a log line, a label and a spoken sentence can carry without being
 * changed by it. Cut at `longest` characters; never markup, whatever it looks like (RELIABILITY S9, S10).
 */
export function plainText(text: string, longest: number): string {
  // Cut before the expressions run, so that a long text costs no more than a short one.
  const line = text
    .slice(0, longest * 4)
    .replace(HALF_PAIR, '\uFFFD')
    .replace(UNPRINTABLE, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  const characters = [...line];
  return characters.length <= longest ? line : `${characters.slice(0, longest - 1).join('')}…`;
}

const MOST_LINES = 40;

/** The same for words of several lines: lines stay lines, empty ones go, and everything is cut at `longest` characters. */
export function plainLines(text: string, longest: number): string {
  return text
    .split(/\r\n|[\r\n]/)
    .slice(0, MOST_LINES)
    .map((line) => plainText(line, longest))
    .filter(Boolean)
    .join('\n')
    .slice(0, longest);
}
