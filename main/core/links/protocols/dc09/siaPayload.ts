/**
 * The SIA-DCS payload grammar (PROTOCOLS §1.4), on latin1 text:
 *   payload  := block ('|' block)*         block := 'N' items | 'O' items | 'A' text
 *   items    := item ('/' item)*           item  := modifier | event
 *   modifier := two lower case letters, value ('^' text '^')?
 *   event    := two capitals, address? ('^' text '^')?
 */
import { readText } from './text.ts';

export interface SiaEvent {
  readonly kind: 'sia';
  readonly code: string;
  readonly address: string | null;
  /** Between carets, or the free text block that follows the event; trimmed, null when absent or blank. */
  readonly text: string | null;
  /** From an `O` block: reported before. */
  readonly isOld: boolean;
  /** What applied when the event was met: `ri` area, `id` user, `pi` peripheral, `ti` time, `da` date, or others as sent. */
  readonly modifiers: Readonly<Record<string, string>>;
}

export interface SiaPayload {
  readonly events: readonly SiaEvent[];
  /** Free text that stands before any event. */
  readonly text: string | null;
}

/** Two capitals and something that is no capital: only then can the letter before them be a block code. */
const ITEM_AHEAD = /^(?:[a-z]{2}|[A-Z]{2}(?:[^A-Z]|$))/;
const MODIFIER = /([a-z]{2})([0-9:.-]*)(?:\^[^^]*\^)?/y;
const EVENT = /([A-Z]{2})([0-9A-Za-z]*)(?:\^([^^]*)\^)?/y;
/** `AT01` or `AR` at the very beginning is mains lost or back without a block code, not the free text `T01`. */
const EVENT_LIKE_FREE_TEXT = /^A[A-Z]\d*(?:[\^/|]|$)/;

/** Null when a part of the payload fits nothing, or all of it says nothing. */
export function readSiaPayload(payload: string): SiaPayload | null {
  if (payload === '') return null;
  const events: SiaEvent[] = [];
  let text: string | null = null;
  let at = 0;
  while (at < payload.length) {
    const isFreeText = payload.charAt(at) === 'A' && !(at === 0 && EVENT_LIKE_FREE_TEXT.test(payload));
    if (isFreeText) {
      const bar = payload.indexOf('|', at);
      const end = bar < 0 ? payload.length : bar;
      const words = readWords(payload.slice(at + 1, end));
      const last = events.at(-1);
      if (last && last.text === null) events[events.length - 1] = { ...last, text: words };
      else text = [text, words].filter(Boolean).join(' ') || null;
      at = end;
    } else {
      const end = readItems(payload, at, events);
      if (end === null) return null;
      at = end;
    }
    if (payload.charAt(at) === '|') at += 1;
  }
  return events.length === 0 && text === null ? null : { events, text };
}

/** One block of events from `at`; where it ends, or null. Bars inside carets belong to the text. */
function readItems(payload: string, at: number, events: SiaEvent[]): number | null {
  const first = payload.charAt(at);
  // `NNL2` is N and the event NL 2, `NL2` is the event alone: see ITEM_AHEAD.
  const hasBlockCode = (first === 'N' || first === 'O') && ITEM_AHEAD.test(payload.slice(at + 1, at + 4));
  const isOld = hasBlockCode && first === 'O';
  let modifiers: Record<string, string> = {};
  let next = hasBlockCode ? at + 1 : at;
  while (next < payload.length && payload.charAt(next) !== '|') {
    if (payload.charAt(next) === '/') {
      next += 1;
      continue;
    }
    const modifier = matchAt(MODIFIER, payload, next);
    const event = modifier ? null : matchAt(EVENT, payload, next);
    if (modifier) modifiers = { ...modifiers, [modifier[1]!]: modifier[2]! };
    else if (event)
      events.push({
        kind: 'sia',
        code: event[1]!,
        address: event[2] || null,
        text: event[3] === undefined ? null : readWords(event[3]),
        isOld,
        modifiers,
      });
    else return null;
    next += (modifier ?? event)![0].length;
  }
  return next;
}

function matchAt(sticky: RegExp, text: string, at: number): RegExpExecArray | null {
  sticky.lastIndex = at;
  return sticky.exec(text);
}

const readWords = (latin1: string) => readText(latin1).trim() || null;
