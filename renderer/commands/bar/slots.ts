/** The words a line is made of, each picked from what there is, or a sentence that says why it cannot be. */
import type { IncidentState } from '#shared/domain/incident.ts';
import type { UnitState } from '#shared/domain/unit.ts';
import { barText } from '#shared/text/bar.ts';
import {
  incidentChoices,
  incidentName,
  incidentWhere,
  knownIncidentChoices,
  unitChoices,
  unitDetail,
  unitWord,
} from './choices.ts';
import { type BarLine, isWordOpen, withWord } from './line.ts';
import { type Choice, type Picked, packed, pickFrom } from './pick.ts';
import type { BarCompletion, BarDeed, BarPreview, BarReading, BarSight } from './reading.ts';

/** A slot that is filled, with what else it could be; or the reading that says what is missing. */
export type Slot<Item> =
  | { readonly item: Item; readonly next: number; readonly completions: readonly BarCompletion[] }
  | { readonly stop: BarReading };

const SHOWN = 8;
const NAMED = 4;

export const refused = (sentence: string, completions: readonly BarCompletion[] = []): BarReading => ({
  deed: null,
  sentence,
  completions,
  lookup: null,
  preview: null,
});

export const ready = (
  deed: BarDeed,
  sentence: string,
  completions: readonly BarCompletion[] = [],
  preview: BarPreview | null = null,
): BarReading => ({ deed, sentence, completions, lookup: null, preview });

/** The problems' sentences in the language of the window. */
export const textOf = ({ language }: Pick<BarSight, 'language'>) => barText[language];

interface SlotWords<Item> {
  readonly need: string;
  none(word: string): string;
  title(item: Item): string;
  detail(item: Item): string | null;
  /** As it stands in the line. */
  word(item: Item): string;
  id(item: Item): string;
}

/** Fills one word of the line; `isTyped`: it is the one being typed, so what it could become is listed. */
export function fillSlot<Item>(
  line: BarLine,
  index: number,
  choices: readonly Choice<Item>[],
  sight: BarSight,
  words: SlotWords<Item>,
): Slot<Item> {
  const typed = line.words[index];
  const picked = pickFrom(choices, typed?.text ?? '', sight.readings);
  const completions = picked.all.slice(0, SHOWN).map(
    (item): BarCompletion => ({
      id: words.id(item),
      line: withWord(line, index, words.word(item)),
      title: words.title(item),
      detail: words.detail(item),
    }),
  );
  if (!typed) return { stop: refused(words.need, completions) };
  const [first] = picked.meant;
  if (first === undefined) return { stop: refused(words.none(typed.text), completions) };
  if (picked.meant.length > 1) return { stop: refused(tooMany(typed.text, picked, words, sight), completions) };
  return { item: first, next: index + 1, completions: isTyping(line, index) ? completions : [] };
}

/** Whether the caret is in this word. */
export const isTyping = (line: BarLine, index: number): boolean => index === line.words.length - 1 && isWordOpen(line);

function tooMany<Item>(word: string, { meant }: Picked<Item>, words: SlotWords<Item>, sight: BarSight): string {
  const text = textOf(sight);
  const names = meant.slice(0, NAMED).map(words.title).join(text.and);
  return text.problem.many(word, meant.length > NAMED ? `${names}…` : names);
}

export function unitSlot(line: BarLine, index: number, sight: BarSight): Slot<UnitState> {
  const text = textOf(sight);
  const whole = unitInWords(line, index, sight);
  if (whole) return whole;
  return fillSlot(line, index, unitChoices(sight), sight, {
    need: text.problem.needUnit,
    none: text.problem.noUnit,
    title: ({ name }) => name,
    detail: (unit) => unitDetail(unit, sight),
    word: (unit) => unitWord(unit, sight),
    id: ({ id }) => `unit-${id}`,
  });
}

/** A name that has spaces in it, typed with them. */
function unitInWords(line: BarLine, index: number, { world }: BarSight): Slot<UnitState> | null {
  for (const count of [3, 2]) {
    const typed = line.words.slice(index, index + count);
    if (typed.length < count) continue;
    const name = packed(typed.map(({ text }) => text).join(''));
    const named = [...world.units.values()].filter((unit) => packed(unit.name) === name);
    const [unit] = named;
    if (unit && named.length === 1) return { item: unit, next: index + count, completions: [] };
  }
  return null;
}

export const incidentSlot = (line: BarLine, index: number, sight: BarSight): Slot<IncidentState> =>
  oneIncident(line, index, incidentChoices(sight), sight, textOf(sight).problem.noIncident);

/** Closed ones as well. */
export const knownIncidentSlot = (line: BarLine, index: number, sight: BarSight): Slot<IncidentState> =>
  oneIncident(line, index, knownIncidentChoices(sight), sight, textOf(sight).problem.noSuchIncident);

function oneIncident(
  line: BarLine,
  index: number,
  choices: readonly Choice<IncidentState>[],
  sight: BarSight,
  none: (word: string) => string,
): Slot<IncidentState> {
  const text = textOf(sight);
  return fillSlot(line, index, choices, sight, {
    need: text.problem.needIncident,
    none,
    title: (incident) => incidentName(incident, sight),
    detail: (incident) => incidentWhere(incident, sight),
    word: ({ number }) => number,
    id: ({ id }) => `incident-${id}`,
  });
}

/** The open incident being worked on. */
export function incidentInHand({ world, incidentId }: BarSight): IncidentState | undefined {
  const incident = incidentId === null ? undefined : world.incidents.get(incidentId);
  return incident?.closedAt === null ? incident : undefined;
}
