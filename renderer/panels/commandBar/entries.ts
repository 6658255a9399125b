import { UNIT_KIND_NAMES } from '#shared/catalog/unitKinds.ts';
import type { DeskText } from '#shared/text/index.ts';
import { type Language, pick } from '#shared/text/language.ts';
import { type CommandContext, currentQueue } from '../../commands/context.ts';
import { COMMANDS } from '../../commands/registry.ts';
import { kindName } from '../incidentWords.ts';
import { keyLabel } from '../keyLabel.ts';

export interface BarEntry {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly detail: string | null;
  readonly key: string | null;
  readonly isAvailable: boolean;
  readonly run: () => void;
}

const SHOWN = 30;

/** Words of the query in any order, in the title or the detail. Available actions first; the bar never lists itself. */
export function findEntries(
  context: CommandContext,
  query: string,
  text: DeskText,
  language: Language,
): readonly BarEntry[] {
  const wanted = query.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (...texts: (string | null)[]) => {
    const haystack = texts.join(' ').toLowerCase();
    return wanted.every((word) => haystack.includes(word));
  };
  const actions = actionEntries(context, text).filter(({ title, id, kind }) => fits(title, id, kind));
  const things =
    wanted.length === 0 ? [] : [...incidentEntries(context, text, language), ...unitEntries(context, text, language)];
  return [...actions, ...things.filter(({ title, detail }) => fits(title, detail))].slice(0, SHOWN);
}

function actionEntries(context: CommandContext, text: DeskText): BarEntry[] {
  return COMMANDS.filter((command) => command.id !== 'view.commandBar' && command.id !== 'view.dismiss')
    .map((command) => ({
      id: command.id,
      kind: text.commands.group[command.group],
      title: text.commands.title[command.id],
      detail: null,
      key: command.keys[0] ? keyLabel(command.keys[0], text) : null,
      isAvailable: command.isAvailable(context),
      run: () => command.run(context),
    }))
    .sort((left, right) => Number(right.isAvailable) - Number(left.isAvailable));
}

function incidentEntries(context: CommandContext, text: DeskText, language: Language): BarEntry[] {
  const { unanswered, handled, closed } = currentQueue(context);
  return [...unanswered, ...handled, ...closed].map((incident) => ({
    id: incident.id,
    kind: text.commands.barIncidents,
    title: `${incident.number} ${kindName(incident, language)}`,
    detail: `${text.words.phase[incident.phase]} · ${incident.place.address}`,
    key: null,
    isAvailable: true,
    run: () => context.view.select({ kind: 'incident', id: incident.id }),
  }));
}

function unitEntries(context: CommandContext, text: DeskText, language: Language): BarEntry[] {
  return [...context.client.live.world.units.values()].map((unit) => ({
    id: unit.id,
    kind: text.commands.barUnits,
    title: unit.name,
    detail: pick(UNIT_KIND_NAMES[unit.kind], language),
    key: null,
    isAvailable: true,
    run: () => {
      context.view.select({ kind: 'unit', id: unit.id });
      context.map()?.flyTo({ kind: 'unit', id: unit.id });
    },
  }));
}
