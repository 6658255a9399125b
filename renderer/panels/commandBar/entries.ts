import { UNIT_KIND_NAMES } from '#shared/catalog/unitKinds.ts';
import { addressIn } from '#shared/domain/place.ts';
import type { Findable, FindGroup } from '#shared/search/findable.ts';
import { type Readings, whereSpelled } from '#shared/search/searchIndex.ts';
import type { DeskText } from '#shared/text/index.ts';
import { type Language, pick } from '#shared/text/language.ts';
import type { BarCompletion } from '../../commands/bar/reading.ts';
import { showFound } from '../../commands/bar/runDeed.ts';
import type { CommandContext } from '../../commands/context.ts';
import { COMMANDS } from '../../commands/registry.ts';
import { kindName } from '../incidentWords.ts';
import { keyLabel } from '../keyLabel.ts';

export interface BarEntry {
  readonly id: string;
  readonly title: string;
  readonly detail: string | null;
  readonly key: string | null;
  readonly isAvailable: boolean;
  /** It goes on with the line instead of leaving the bar. */
  readonly isCompletion?: boolean;
  readonly run: () => void;
}

export interface BarGroup {
  readonly id: string;
  readonly heading: string;
  readonly entries: readonly BarEntry[];
  /** How many more there are. */
  readonly more: number;
}

/** Beside things that were found; with an empty query the bar lists every action. */
const ACTIONS_SHOWN = 4;

/** What the line could become. */
export function completionGroup(
  completions: readonly BarCompletion[],
  text: DeskText,
  take: (line: string) => void,
): BarGroup {
  const entries = completions.map(({ id, line, title, detail }) => ({
    id,
    title,
    detail,
    key: null,
    isAvailable: true,
    isCompletion: true,
    run: () => take(line),
  }));
  const isHelp = completions.every(({ id }) => id.startsWith('verb-'));
  return { id: 'completions', heading: isHelp ? text.bar.commands : text.bar.choices, entries, more: 0 };
}

/** Actions by their words in any order, available ones first; the bar never lists itself. */
export function actionGroup(context: CommandContext, query: string, text: DeskText, readings: Readings): BarGroup {
  const wanted = query.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const all = COMMANDS.filter(
    (command) => command.id !== 'view.commandBar' && command.id !== 'view.commandLine' && command.id !== 'view.dismiss',
  )
    .map((command) => ({
      id: command.id,
      title: text.commands.title[command.id],
      detail: text.commands.group[command.group],
      key: command.keys[0] ? keyLabel(command.keys[0], text) : null,
      isAvailable: command.isAvailable(context),
      run: () => command.run(context),
    }))
    .filter(({ title, id, detail }) =>
      wanted.every(
        (word) =>
          `${title} ${id} ${detail}`.toLowerCase().includes(word) || whereSpelled(title, word, readings) === 'start',
      ),
    )
    .sort((left, right) => Number(right.isAvailable) - Number(left.isAvailable));
  const entries = wanted.length === 0 ? all : all.slice(0, ACTIONS_SHOWN);
  return { id: 'actions', heading: text.commands.barActions, entries, more: 0 };
}

/** What was found, in the words of the window's language where the window knows the thing itself. */
export function foundGroups(
  context: CommandContext,
  groups: readonly FindGroup[],
  text: DeskText,
  language: Language,
): readonly BarGroup[] {
  return groups.map(({ kind, hits, total }) => ({
    id: kind,
    heading: text.commands.barKind[kind],
    more: total - hits.length,
    entries: hits.map((hit) => ({
      id: `${hit.kind}-${hit.id}`,
      ...words(context, hit, text, language),
      key: null,
      isAvailable: true,
      run: () => showFound(context, hit),
    })),
  }));
}

function words({ client }: CommandContext, hit: Findable, text: DeskText, language: Language) {
  const { incidents, units, devices } = client.live.world;
  const incident = hit.kind === 'incident' ? incidents.get(hit.id) : undefined;
  if (incident) {
    return {
      title: `${incident.number} ${kindName(incident, language)}`,
      detail: `${text.words.phase[incident.phase]} · ${addressIn(incident.place, language === 'en')}`,
    };
  }
  const unit = hit.kind === 'unit' ? units.get(hit.id) : undefined;
  if (unit) return { title: unit.name, detail: pick(UNIT_KIND_NAMES[unit.kind], language) };
  const device = hit.kind === 'device' ? devices.get(hit.id) : undefined;
  if (device) return { title: device.name, detail: `${text.words.deviceKind[device.kind]} · ${device.id}` };
  return { title: hit.name, detail: [hit.detail, hit.code].filter(Boolean).join(' · ') || null };
}
