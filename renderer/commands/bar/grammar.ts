/** The grammar of the command bar: one line in, what it would do and what it could become out. Sends nothing, keeps nothing. */
import { pick } from '#shared/text/language.ts';
import { layerChoices } from './choices.ts';
import { readShelve } from './deviceVerbs.ts';
import { readAcknowledge, readClose, readNote, readOpen } from './incidentVerbs.ts';
import { type BarLine, cutLine, restFrom, withWord } from './line.ts';
import { degrees, pointIn } from './place.ts';
import type { BarCompletion, BarReading, BarSight } from './reading.ts';
import { readReview } from './reviewVerb.ts';
import { fillSlot, ready, refused, textOf } from './slots.ts';
import { readDispatch, readMessage, readTask, readUnit } from './unitVerbs.ts';
import { BAR_VERBS, type BarVerb, OFF_WORDS, ON_WORDS, VERB_WORDS, verbOf } from './words.ts';

const READERS: Readonly<Record<Exclude<BarVerb, 'find' | 'help'>, (line: BarLine, sight: BarSight) => BarReading>> = {
  unit: readUnit,
  dispatch: readDispatch,
  message: readMessage,
  task: readTask,
  open: readOpen,
  acknowledge: readAcknowledge,
  note: readNote,
  close: readClose,
  review: readReview,
  shelve: readShelve,
  go: readGo,
  layer: readLayer,
};

/** What a line means; `find`: it is something to be looked for by name, as a line without a slash is. */
export function readLine(
  raw: string,
  sight: BarSight,
): BarReading | { readonly find: string; readonly note: string | null } {
  const line = cutLine(raw);
  if (!line) return { find: raw.trim(), note: null };
  if (line.verb === '') return refused(textOf(sight).deed.help, verbs('', sight));
  const verb = verbOf(line.verb);
  const isVerbOpen = line.words.length === 0 && !/\s$/.test(raw);
  if (verb === 'find') return { find: restFrom(line, 0), note: null };
  if (verb === 'help') return refused(textOf(sight).deed.help, verbs('', sight));
  if (verb) {
    const reading = READERS[verb](line, sight);
    // `/n` is a note, and the beginning of `/new`.
    const longer = isVerbOpen ? verbs(line.verb, sight).filter(({ id }) => id !== `verb-${verb}`) : [];
    return longer.length > 0 ? { ...reading, completions: [...reading.completions, ...longer] } : reading;
  }
  const begun = isVerbOpen ? verbs(line.verb, sight) : [];
  if (begun.length > 0) return refused(textOf(sight).deed.help, begun);
  return { find: raw.replace(/^\s*[/／、]\s*/, '').trim(), note: textOf(sight).problem.unknownVerb(line.verb) };
}

/** The verbs a word begins, as the help lists them. */
function verbs(begun: string, sight: BarSight): readonly BarCompletion[] {
  const text = textOf(sight);
  const wanted = begun.normalize('NFKC').toLowerCase();
  return BAR_VERBS.filter((verb) => VERB_WORDS[verb].some((word) => word.startsWith(wanted))).map((verb) => ({
    id: `verb-${verb}`,
    line: `/${VERB_WORDS[verb][0]} `,
    title: verb === 'help' ? `/${VERB_WORDS[verb][0]}` : `/${VERB_WORDS[verb][0]} ${text.form[verb]}`,
    detail: text.verb[verb],
  }));
}

function readGo(line: BarLine, sight: BarSight): BarReading {
  const text = textOf(sight);
  const wanted = restFrom(line, 0);
  if (wanted === '') return refused(text.problem.needPlace);
  const point = pointIn(wanted.replaceAll(/\s+/g, ''));
  if (point) return ready({ do: 'fly', ...point }, text.deed.goPoint(degrees(point.lat), degrees(point.lon)));
  if (sight.found?.query !== wanted) return { ...refused(text.problem.searching(wanted)), lookup: wanted };
  const { hits } = sight.found;
  const [first] = hits;
  if (!first) return { ...refused(text.problem.noPlace(wanted)), lookup: wanted };
  const completions = hits.map(
    (hit): BarCompletion => ({
      id: `${hit.kind}-${hit.id}`,
      line: `/go ${hit.code || hit.name}`,
      title: hit.name,
      detail: [hit.detail, hit.code].filter(Boolean).join(' · ') || null,
    }),
  );
  const { kind, id, lon, lat, name } = first;
  return { ...ready({ do: 'show', hit: { kind, id, lon, lat } }, text.deed.go(name), completions), lookup: wanted };
}

function readLayer(line: BarLine, sight: BarSight): BarReading {
  const text = textOf(sight);
  if (!sight.layers) return refused(text.problem.noMap);
  const layer = fillSlot(line, 0, layerChoices(sight.layers), sight, {
    need: text.problem.needLayer,
    none: text.problem.noLayer,
    title: (item) => pick(item, sight.language),
    detail: ({ isVisible }) => (isVisible ? text.on : text.off),
    word: (item) => pick(item, sight.language).replaceAll(/\s+/g, ''),
    id: ({ id }) => `layer-${id}`,
  });
  if ('stop' in layer) return layer.stop;
  const typed = line.words[1]?.text.toLowerCase();
  const { id, isVisible } = layer.item;
  // Without a word it is switched the other way.
  const wanted =
    typed === undefined ? !isVisible : ON_WORDS.includes(typed) ? true : OFF_WORDS.includes(typed) ? false : null;
  if (wanted === null) {
    const both = [text.on, text.off].map((word) => ({
      id: word,
      line: withWord(line, 1, word),
      title: word,
      detail: null,
    }));
    return refused(text.problem.needOnOff, both);
  }
  return ready(
    { do: 'layer', id, isVisible: wanted },
    text.deed.layer(pick(layer.item, sight.language), wanted),
    layer.completions,
  );
}
