/**
 * Finds by what officers type: Chinese text, digits of a code, pinyin in full or by initials. Names stand in one long text and
 * are scanned from end to end: 50,000 of them take a few milliseconds and no tree has to be kept. How a character is read is
 * handed in, because the dictionary is large: the window keeps it in a worker, the core loads it with the first question.
 */
import { FIND_GRADES, FIND_KINDS, type Findable, type FindGrade, type FindGroup, GROUP_SHOWN } from './findable.ts';

/** Every reading of a character, lower case, without tones, `v` for `ü`; none for what is not a Chinese character. */
export type ReadingsOf = (character: string) => readonly string[];

export interface FindRequest {
  readonly query: string;
  /** Of equals the nearer comes first; degrees. */
  readonly near?: { readonly lon: number; readonly lat: number } | null;
}

const END = 10;
const GRADE = Object.fromEntries(FIND_GRADES.map((grade, index) => [grade, index + 1])) as Record<FindGrade, number>;
const CHUNK = 4_000;
/** Between the characters of a name and not worth typing. */
const SKIPPED = new Set([...' 　·-—_（）()#'].map((mark) => mark.charCodeAt(0)));

/** Words of a query; letters in lower case, full-width digits as digits, pinyin apostrophes dropped. */
export function wordsOf(query: string): readonly string[] {
  return normal(query).replaceAll(/['’]/g, '').split(/\s+/).filter(Boolean);
}

/** One text with the place of each item's line in it. */
interface Lines {
  readonly text: string;
  readonly starts: Int32Array;
}

export class SearchIndex {
  readonly #items: readonly Findable[];
  readonly #names: Lines;
  readonly #codes: Lines;
  readonly #details: Lines;
  readonly #sounds: Sounds;

  private constructor(items: readonly Findable[], names: Lines, codes: Lines, details: Lines, sounds: Sounds) {
    this.#items = items;
    this.#names = names;
    this.#codes = codes;
    this.#details = details;
    this.#sounds = sounds;
  }

  static readonly empty = new SearchIndex([], linesOf([]), linesOf([]), linesOf([]), emptySounds());

  static make(items: readonly Findable[], readingsOf: ReadingsOf): SearchIndex {
    const making = SearchIndex.#steps(items, readingsOf);
    for (;;) {
      const step = making.next();
      if (step.done) return step.value;
    }
  }

  /** The same, stepping aside between pieces: nobody who shares the thread waits for more than one of them. */
  static async makeInPieces(
    items: readonly Findable[],
    readingsOf: ReadingsOf,
    stepAside: () => Promise<void>,
  ): Promise<SearchIndex> {
    const making = SearchIndex.#steps(items, readingsOf);
    for (;;) {
      const step = making.next();
      if (step.done) return step.value;
      await stepAside();
    }
  }

  static *#steps(items: readonly Findable[], readingsOf: ReadingsOf): Generator<void, SearchIndex> {
    const names: string[] = [];
    const codes: string[] = [];
    const details: string[] = [];
    const sounds = emptySounds();
    for (let from = 0; from < items.length; from += CHUNK) {
      for (const { name, code, detail } of items.slice(from, from + CHUNK)) {
        const line = lineOf(name);
        names.push(line);
        codes.push(lineOf(code));
        details.push(lineOf(detail));
        learn(sounds, line, readingsOf);
      }
      yield;
    }
    const lines = linesOf(names);
    const { text } = lines;
    sounds.initials = new Uint32Array(text.length);
    for (let at = 0; at < text.length; at++) sounds.initials[at] = sounds.firstLetters[text.charCodeAt(at)]!;
    return new SearchIndex(items, lines, linesOf(codes), linesOf(details), sounds);
  }

  /** The grade of every item, 0 for what does not answer; every word must be met, the weakest counts. */
  grade(words: readonly string[]): Uint8Array {
    const count = this.#items.length;
    let grades = new Uint8Array(count);
    words.forEach((word, index) => {
      const found = this.#gradeWord(word);
      if (index === 0) grades = found;
      else for (let at = 0; at < count; at++) if (found[at]! < grades[at]!) grades[at] = found[at]!;
    });
    return grades;
  }

  get items(): readonly Findable[] {
    return this.#items;
  }

  #gradeWord(word: string): Uint8Array<ArrayBuffer> {
    const grades = new Uint8Array(this.#items.length);
    const raise = (item: number, grade: FindGrade) => {
      if (grades[item]! < GRADE[grade]) grades[item] = GRADE[grade];
    };
    eachFind(this.#details, word, (item) => raise(item, 'detail'));
    if (/[a-z]/.test(word)) {
      eachSound(this.#names, this.#sounds, word, (item, isAtStart) =>
        raise(item, isAtStart ? 'sounds' : 'soundsInside'),
      );
    }
    eachFind(this.#names, word, (item, isAtStart, isWhole) =>
      raise(item, isWhole ? 'name' : isAtStart ? 'prefix' : 'inside'),
    );
    eachFind(this.#codes, word, (item, isAtStart, isWhole) =>
      raise(item, isWhole ? 'code' : isAtStart ? 'prefix' : 'inside'),
    );
    return grades;
  }
}

/**
 * Groups with the best answer first, then in the order of kinds; within a group the best, nearest, shortest first. A camera
 * that is enrolled and drawn by the scene as well is one camera: the index named first speaks for it.
 */
export function findIn(indices: readonly SearchIndex[], { query, near }: FindRequest): readonly FindGroup[] {
  const words = wordsOf(query);
  if (words.length === 0) return [];
  const groups = new Map<string, { best: Ranked[]; total: number }>();
  const metres = near ? Math.cos((near.lat * Math.PI) / 180) : 1;
  const cameras = new Set<string>();
  for (const index of indices) {
    const grades = index.grade(words);
    for (let at = 0; at < grades.length; at++) {
      if (grades[at] === 0) continue;
      const item = index.items[at]!;
      if (item.kind === 'camera') {
        if (cameras.has(item.id)) continue;
        cameras.add(item.id);
      }
      const away = near ? Math.hypot((item.lon - near.lon) * metres, item.lat - near.lat) : 0;
      let group = groups.get(item.kind);
      if (!group) {
        group = { best: [], total: 0 };
        groups.set(item.kind, group);
      }
      group.total++;
      keepBest(group.best, { item, grade: grades[at]!, away });
    }
  }
  return FIND_KINDS.flatMap((kind) => {
    const group = groups.get(kind);
    return group ? [{ kind, ...group }] : [];
  })
    .sort((left, right) => right.best[0]!.grade - left.best[0]!.grade)
    .map(({ kind, best, total }) => ({ kind, total, hits: best.map(({ item }) => item) }));
}

interface Ranked {
  readonly item: Findable;
  readonly grade: number;
  readonly away: number;
}

/** A short sorted list is cheaper than sorting the thousands that a single letter finds. */
function keepBest(best: Ranked[], next: Ranked): void {
  let at = best.length;
  while (at > 0 && isBefore(next, best[at - 1]!)) at--;
  if (at >= GROUP_SHOWN) return;
  best.splice(at, 0, next);
  if (best.length > GROUP_SHOWN) best.pop();
}

function isBefore(left: Ranked, right: Ranked): boolean {
  if (left.grade !== right.grade) return left.grade > right.grade;
  // A town before its communities, those before their grids.
  if (left.item.kind === 'grid' && left.item.code.length !== right.item.code.length)
    return left.item.code.length < right.item.code.length;
  if (left.away !== right.away) return left.away < right.away;
  if (left.item.name.length !== right.item.name.length) return left.item.name.length < right.item.name.length;
  return left.item.code < right.item.code;
}

const normal = (text: string) => text.normalize('NFKC').toLowerCase();
const lineOf = (text: string) => normal(text).replaceAll('\n', ' ');

function linesOf(lines: readonly string[]): Lines {
  const starts = new Int32Array(lines.length + 1);
  let at = 0;
  for (const [index, line] of lines.entries()) {
    starts[index] = at;
    at += line.length + 1;
  }
  starts[lines.length] = at;
  return { text: lines.length === 0 ? '' : `${lines.join('\n')}\n`, starts };
}

function eachFind(
  { text, starts }: Lines,
  word: string,
  visit: (item: number, isAtStart: boolean, isWhole: boolean) => void,
): void {
  let item = 0;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at)) {
    item = lineAt(starts, at, item);
    const isAtStart = at === starts[item];
    visit(item, isAtStart, isAtStart && at + word.length + 1 === starts[item + 1]);
    at = isAtStart ? at + 1 : starts[item + 1]!;
  }
}

/** The line that holds a place of the text, at or after `from`. */
function lineAt(starts: Int32Array, at: number, from: number): number {
  let low = from;
  let high = starts.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= at) low = middle;
    else high = middle;
  }
  return low;
}

/** By character code: how it is read, and the letters its readings begin with, a bit each. */
interface Sounds {
  readonly readings: Map<number, readonly string[]>;
  readonly firstLetters: Uint32Array;
  /** The same for every place of the text. */
  initials: Uint32Array;
}

function emptySounds(): Sounds {
  return { readings: new Map(), firstLetters: new Uint32Array(65_536), initials: new Uint32Array(0) };
}

function learn({ readings, firstLetters }: Sounds, line: string, readingsOf: ReadingsOf): void {
  for (let at = 0; at < line.length; at++) {
    const code = line.charCodeAt(at);
    if (code < 0x2e80) {
      firstLetters[code] = letterBit(code);
      continue;
    }
    if (readings.has(code)) continue;
    const known = readingsOf(line.charAt(at));
    readings.set(code, known);
    for (const reading of known) firstLetters[code]! |= letterBit(reading.charCodeAt(0));
  }
}

const letterBit = (code: number) => (code >= 97 && code <= 122 ? 1 << (code - 97) : 0);

function eachSound(
  { text, starts }: Lines,
  { readings, initials }: Sounds,
  word: string,
  visit: (item: number, isAtStart: boolean) => void,
): void {
  const first = word.charAt(0);
  const wanted = letterBit(first.charCodeAt(0));
  let item = 0;
  for (let at = 0; at < text.length; at++) {
    // A word that begins with a digit or a Chinese character is looked for by it.
    if (wanted === 0) at = text.indexOf(first, at);
    else while (at < text.length && (initials[at]! & wanted) === 0) at++;
    if (at === -1 || at >= text.length) return;
    if (!isRead(text, at, word, 0, readings)) continue;
    item = lineAt(starts, at, item);
    visit(item, at === starts[item]);
    at = starts[item + 1]! - 1;
  }
}

/** How each character of a text is read, by its code. */
export type Readings = ReadonlyMap<number, readonly string[]>;

/** Where `word` (as `wordsOf` gives it) spells a text by characters, pinyin or initials; null: nowhere. */
export function whereSpelled(text: string, word: string, readings: Readings): 'start' | 'inside' | null {
  if (word === '') return null;
  const line = lineOf(text);
  for (let at = 0; at < line.length; at++) {
    if (isRead(line, at, word, 0, readings)) return at === 0 ? 'start' : 'inside';
  }
  return null;
}

/**
 * Whether `word` from `from` on spells the text from `at` on: each character by one of its readings, by the beginning of the
 * last one typed, by its initial (`zh` or `z`), or as it is written. Any reading of a polyphone counts.
 */
function isRead(
  text: string,
  at: number,
  word: string,
  from: number,
  readings: ReadonlyMap<number, readonly string[]>,
): boolean {
  if (from === word.length) return true;
  const code = text.charCodeAt(at);
  if (code === END || Number.isNaN(code)) return false;
  if (code === word.charCodeAt(from) && isRead(text, at + 1, word, from + 1, readings)) return true;
  if (SKIPPED.has(code) && from > 0) return isRead(text, at + 1, word, from, readings);
  for (const reading of readings.get(code) ?? []) {
    if (reading.charCodeAt(0) !== word.charCodeAt(from)) continue;
    const left = word.length - from;
    if (reading.length >= left && reading.startsWith(word.slice(from))) return true;
    if (reading.length < left && word.startsWith(reading, from)) {
      if (isRead(text, at + 1, word, from + reading.length, readings)) return true;
    }
    if (isRead(text, at + 1, word, from + 1, readings)) return true;
    const isRetroflex = reading.charCodeAt(1) === 104 && word.charCodeAt(from + 1) === 104;
    if (isRetroflex && isRead(text, at + 1, word, from + 2, readings)) return true;
  }
  return false;
}
