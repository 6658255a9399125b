/** What is done with an incident: opened, accepted, written about, closed. */
import { INCIDENT_KIND_CATALOG } from '#shared/catalog/incidentKinds.ts';
import type { IncidentState } from '#shared/domain/incident.ts';
import { pick } from '#shared/text/language.ts';
import { words } from '#shared/text/words.ts';
import { incidentChoices, incidentName, KIND_CHOICES, REASON_CHOICES } from './choices.ts';
import { type BarLine, isWordOpen, restFrom, withWord } from './line.ts';
import { pickFrom } from './pick.ts';
import { degrees, readPlace } from './place.ts';
import type { BarCompletion, BarReading, BarSight } from './reading.ts';
import { fillSlot, incidentInHand, incidentSlot, isTyping, ready, refused, textOf } from './slots.ts';

/** Of a note, and of what a caller said. */
const NOTE_LIMIT = 2_000;
const WORDS_LIMIT = 1_000;

export function readOpen(line: BarLine, sight: BarSight): BarReading {
  const text = textOf(sight);
  const kind = fillSlot(line, 0, KIND_CHOICES, sight, {
    need: text.problem.needKind,
    none: text.problem.noKind,
    title: (item) => pick(INCIDENT_KIND_CATALOG[item], sight.language),
    detail: (item) => words[sight.language].level[INCIDENT_KIND_CATALOG[item].level],
    word: (item) => pick(INCIDENT_KIND_CATALOG[item], sight.language).replaceAll(/\s+/g, ''),
    id: (item) => `kind-${item}`,
  });
  if ('stop' in kind) return kind.stop;
  const typed = line.words[1];
  if (!typed) return refused(text.problem.needPlace, kind.completions);
  const where = readPlace(typed.text, sight);
  if ('problem' in where) return { ...refused(where.problem), lookup: where.lookup };
  const said = restFrom(line, 2);
  if (!sight.may('incident.open')) return refused(text.problem.mayNot);
  if (said.length > WORDS_LIMIT) return refused(text.problem.tooLong(WORDS_LIMIT));
  const { lon, lat, name, address } = where.place;
  const others = where.others.map(
    (hit): BarCompletion => ({
      id: `${hit.kind}-${hit.id}`,
      // Two of one name are told apart by where they are.
      line: withWord(line, 1, isNameShared(hit.name, where.others) ? pointWord(hit) : hit.name.replaceAll(/\s+/g, '')),
      title: hit.name,
      detail: [hit.detail, hit.code].filter(Boolean).join(' · ') || null,
    }),
  );
  const reading = ready(
    { do: 'send', kind: 'incident.open', body: { kind: kind.item, lon, lat, address, callerWords: said } },
    text.deed.open(pick(INCIDENT_KIND_CATALOG[kind.item], sight.language), name),
    isTyping(line, 1) ? others : [],
    { kind: kind.item, address, lon, lat, words: said },
  );
  return where.others.length > 0 ? { ...reading, lookup: typed.text } : reading;
}

const isNameShared = (name: string, all: readonly { readonly name: string }[]) =>
  all.filter((other) => other.name === name).length > 1;

const pointWord = ({ lat, lon }: { readonly lat: number; readonly lon: number }) => `${degrees(lat)},${degrees(lon)}`;

/** The one in hand when nothing is named; else the first word names it. */
function incidentOf(line: BarLine, sight: BarSight) {
  const inHand = incidentInHand(sight);
  if (line.words.length === 0 && inHand) {
    const choices = isWordOpen(line) ? [] : completionsOf(line, sight);
    return { item: inHand, next: 0, completions: choices };
  }
  return incidentSlot(line, 0, sight);
}

function completionsOf(line: BarLine, sight: BarSight): readonly BarCompletion[] {
  const slot = incidentSlot(line, 0, sight);
  return 'stop' in slot ? slot.stop.completions : slot.completions;
}

export function readAcknowledge(line: BarLine, sight: BarSight): BarReading {
  const text = textOf(sight);
  const incident = incidentOf(line, sight);
  if ('stop' in incident) return incident.stop;
  const name = incidentName(incident.item, sight);
  if (!sight.may('incident.acknowledge')) return refused(text.problem.mayNot, incident.completions);
  if (incident.item.acknowledgedAt !== null) return refused(text.problem.alreadyAccepted(name), incident.completions);
  return ready(
    { do: 'send', kind: 'incident.acknowledge', body: { incidentId: incident.item.id } },
    text.deed.acknowledge(name),
    incident.completions,
  );
}

export function readNote(line: BarLine, sight: BarSight): BarReading {
  const text = textOf(sight);
  const incident = incidentInHand(sight);
  if (!incident) return refused(text.problem.needIncident);
  if (!sight.may('incident.note')) return refused(text.problem.mayNot);
  const said = restFrom(line, 0);
  if (said === '') return refused(text.problem.needText);
  if (said.length > NOTE_LIMIT) return refused(text.problem.tooLong(NOTE_LIMIT));
  return ready(
    { do: 'send', kind: 'incident.note', body: { incidentId: incident.id, text: said } },
    text.deed.note(incidentName(incident, sight)),
  );
}

/** `/close 007 误报 …`, or `/close 误报 …` for the one in hand. */
export function readClose(line: BarLine, sight: BarSight): BarReading {
  const text = textOf(sight);
  const inHand = incidentInHand(sight);
  const [first] = line.words;
  const isReason = first !== undefined && pickFrom(REASON_CHOICES, first.text, sight.readings).meant.length > 0;
  const isNumber = first !== undefined && pickFrom(incidentChoices(sight), first.text, sight.readings).meant.length > 0;
  if (inHand && (!first || (isReason && !(isNumber && /\d/.test(first.text))))) return closeAs(line, 0, inHand, sight);
  if (!sight.may('incident.close')) return refused(text.problem.mayNot);
  const incident = incidentSlot(line, 0, sight);
  if ('stop' in incident) return incident.stop;
  if (line.words.length === 1 && isTyping(line, 0)) {
    return refused(text.problem.needReasonToClose, incident.completions);
  }
  return closeAs(line, incident.next, incident.item, sight);
}

function closeAs(line: BarLine, index: number, incident: IncidentState, sight: BarSight): BarReading {
  const text = textOf(sight);
  const say = words[sight.language].closeReason;
  if (!sight.may('incident.close')) return refused(text.problem.mayNot);
  const reason = fillSlot(line, index, REASON_CHOICES, sight, {
    need: text.problem.needReasonToClose,
    none: text.problem.noCloseReason,
    title: (item) => say[item],
    detail: (item) => item,
    word: (item) => say[item].replaceAll(/\s+/g, ''),
    id: (item) => `reason-${item}`,
  });
  if ('stop' in reason) return reason.stop;
  const note = restFrom(line, reason.next);
  if (note.length > NOTE_LIMIT) return refused(text.problem.tooLong(NOTE_LIMIT));
  return ready(
    { do: 'send', kind: 'incident.close', body: { incidentId: incident.id, reason: reason.item, note } },
    text.deed.close(incidentName(incident, sight), say[reason.item]),
    reason.completions,
  );
}
