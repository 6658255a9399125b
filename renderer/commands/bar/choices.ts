/** What a word of the bar can name, with every way of writing it. */
import { INCIDENT_KIND_CATALOG, INCIDENT_KINDS, type IncidentKind } from '#shared/catalog/incidentKinds.ts';
import { UNIT_KIND_NAMES } from '#shared/catalog/unitKinds.ts';
import { CLOSE_REASONS, type CloseReason, type IncidentState } from '#shared/domain/incident.ts';
import { addressIn } from '#shared/domain/place.ts';
import type { UnitState } from '#shared/domain/unit.ts';
import { commandsText } from '#shared/text/commands.ts';
import { pick } from '#shared/text/language.ts';
import { words } from '#shared/text/words.ts';
import type { Choice } from './pick.ts';
import { packed } from './pick.ts';
import type { BarLayer, BarSight } from './reading.ts';
import { BAR_MOVES, type BarMove, MOVE_WORDS } from './words.ts';

export const unitChoices = ({ world }: BarSight): readonly Choice<UnitState>[] =>
  [...world.units.values()].map((unit) => ({ item: unit, names: [unit.name], codes: [unit.id] }));

/** Open ones, the newest first: `7` is the seventh of the day, and the full number tells days apart. */
export const incidentChoices = (sight: BarSight): readonly Choice<IncidentState>[] =>
  knownIncidentChoices(sight).filter(({ item: { closedAt } }) => closedAt === null);

/** Those that are closed as well, as long as the desk has them. */
export const knownIncidentChoices = ({ world }: BarSight): readonly Choice<IncidentState>[] =>
  [...world.incidents.values()].toReversed().map((incident) => {
    const { zh, en } = INCIDENT_KIND_CATALOG[incident.kind];
    const serial = incident.number.split('-').at(-1) ?? '';
    return { item: incident, names: [zh, en, incident.title].filter(Boolean), codes: [incident.number, serial] };
  });

export const KIND_CHOICES: readonly Choice<IncidentKind>[] = INCIDENT_KINDS.map((kind) => ({
  item: kind,
  names: [INCIDENT_KIND_CATALOG[kind].zh, INCIDENT_KIND_CATALOG[kind].en],
  codes: [kind],
}));

export const MOVE_CHOICES: readonly Choice<BarMove>[] = BAR_MOVES.map((move) => ({
  item: move,
  names: MOVE_WORDS[move],
  codes: [move],
}));

export const REASON_CHOICES: readonly Choice<CloseReason>[] = CLOSE_REASONS.map((reason) => ({
  item: reason,
  names: [words['zh-CN'].closeReason[reason], words.en.closeReason[reason]],
  codes: [reason],
}));

export const layerChoices = (layers: readonly BarLayer[]): readonly Choice<BarLayer>[] =>
  layers.map((layer) => ({ item: layer, names: [layer.zh, layer.en], codes: [layer.id] }));

/** Every character whose readings are needed to match names typed in pinyin. */
export function charactersOf(sight: Pick<BarSight, 'world' | 'layers'>): string {
  const choices: readonly Choice<unknown>[] = [...KIND_CHOICES, ...MOVE_CHOICES, ...REASON_CHOICES];
  const names = choices.flatMap((choice) => choice.names);
  const units = [...sight.world.units.values()].map(({ name }) => name);
  const incidents = [...sight.world.incidents.values()].map(({ title }) => title);
  const devices = [...sight.world.devices.values()].map(({ name }) => name);
  const layers = (sight.layers ?? []).map(({ zh }) => zh);
  const titles = Object.values(commandsText['zh-CN'].title);
  const all = new Set([...names, ...units, ...incidents, ...devices, ...layers, ...titles].join(''));
  return [...all].filter((character) => character.charCodeAt(0) >= 0x2e80).join('');
}

export function incidentName(incident: IncidentState, { language }: Pick<BarSight, 'language'>): string {
  return `${incident.number} ${pick(INCIDENT_KIND_CATALOG[incident.kind], language)}`;
}

export const incidentWhere = (incident: IncidentState, { language }: Pick<BarSight, 'language'>): string =>
  addressIn(incident.place, language === 'en');

/** How a completed unit stands in the line: its name where no other unit has it, else its id. */
export function unitWord(unit: UnitState, { world }: BarSight): string {
  const name = packed(unit.name);
  const isAlone = [...world.units.values()].every((other) => other.id === unit.id || packed(other.name) !== name);
  return isAlone && !/[,，、@]/.test(unit.name) ? unit.name.replaceAll(/\s+/g, '') : unit.id;
}

export function unitDetail(unit: UnitState, sight: BarSight): string {
  const engaged = sight.world.incidents.get(unit.engagement?.incidentId ?? '');
  const state = engaged?.dispatches.find(({ id }) => id === unit.engagement?.dispatchId)?.state;
  const kind = pick(UNIT_KIND_NAMES[unit.kind], sight.language);
  const doing = state && `${words[sight.language].dispatchState[state]} ${engaged?.number}`;
  return [unit.id, kind, doing].filter(Boolean).join(' · ');
}
