import { INCIDENT_KIND_CATALOG } from '#shared/catalog/incidentKinds.ts';
import type { DeskText } from '#shared/text/index.ts';
import { type Language, pick } from '#shared/text/language.ts';
import { hourName } from '../dayCharts.ts';
import type { Choice } from './choice.ts';

/** What the open number is called. */
export function choiceName(
  choice: Choice,
  dayStart: number,
  { numbers: say, words }: DeskText,
  language: Language,
  towns: ReadonlyMap<string, string>,
): string {
  switch (choice.of) {
    case 'span':
      return say.span[choice.span];
    case 'band':
      return say.band(choice.seconds);
    case 'hour':
      return hourName(dayStart, choice.hour);
    case 'kind':
      return pick(INCIDENT_KIND_CATALOG[choice.kind], language);
    case 'class':
      return words.alarmClass[choice.class];
    case 'town':
      return choice.town === null ? say.noTown : (towns.get(choice.town) ?? choice.town);
    default:
      return say[choice.of];
  }
}
