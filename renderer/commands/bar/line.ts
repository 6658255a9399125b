/** A line of the bar cut into words, with where each of them stands. */
export interface BarWord {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

export interface BarLine {
  readonly raw: string;
  /** Without its slash; empty where only the slash is there. */
  readonly verb: string;
  readonly words: readonly BarWord[];
}

/** `/`, its wide form, and what the key gives while a Chinese input method is on. */
const LEADS = /^\s*[/／、]/;

export const isCommandLine = (raw: string): boolean => LEADS.test(raw);

/** Null: not a command but something to be found. */
export function cutLine(raw: string): BarLine | null {
  if (!isCommandLine(raw)) return null;
  const start = raw.search(/[/／、]/) + 1;
  const all = [...raw.slice(start).matchAll(/[^\s]+/g)].map(
    (match): BarWord => ({
      text: match[0],
      from: start + match.index,
      to: start + match.index + match[0].length,
    }),
  );
  const hasVerb = all[0]?.from === start;
  return { raw, verb: hasVerb ? (all[0]?.text ?? '') : '', words: hasVerb ? all.slice(1) : all };
}

/** Everything from a word on, as it was typed. */
export function restFrom({ raw, words }: BarLine, index: number): string {
  const word = words[index];
  return word ? raw.slice(word.from).trim() : '';
}

/** Whether the caret, at the end of the line, is still in its last word. */
export const isWordOpen = ({ raw }: BarLine): boolean => !/\s$/.test(raw);

/** The line with one word replaced, ready for the next one; an index past the last word adds one. */
export function withWord({ raw, words }: BarLine, index: number, text: string): string {
  const word = words[index];
  if (!word) return `${raw.trimEnd()} ${text} `;
  const after = raw.slice(word.to).trimStart();
  return `${raw.slice(0, word.from)}${text} ${after}`;
}
