import type { Findable } from '#shared/search/findable.ts';
import { barText } from '#shared/text/bar.ts';
import { refusalSentence } from '#shared/text/refusals.ts';
import { ReviewApi } from '../../live/review/reviewApi.ts';
import { type CommandContext, deliverCommand, outcomeWords } from '../context.ts';
import type { BarDeed } from './reading.ts';
import { daysAround } from './reviewVerb.ts';

/** Does what a line of the bar means. The sentence to show in the bar when it was not done; null when it was. */
export async function runDeed(context: CommandContext, deed: BarDeed): Promise<string | null> {
  const { view } = context;
  switch (deed.do) {
    case 'show':
      showFound(context, deed.hit);
      return null;
    case 'fly':
      view.change({ sheet: null, deviceDraft: null });
      context.map()?.flyTo({ lon: deed.lon, lat: deed.lat, distanceM: 900 });
      return null;
    case 'layer':
      context.map()?.setLayerVisible(deed.id, deed.isVisible);
      return null;
    case 'review':
      void context.machine.openReview?.({ subject: 'incident', id: deed.incidentId });
      return null;
    case 'reviewNumber':
      return reviewNumber(context, deed.number);
    case 'send': {
      const outcome = await deliverCommand(context, deed.kind, deed.body);
      const words = outcomeWords(context, outcome, deed.body);
      if (words) return [words.title, words.detail].filter((part) => part !== null).join(' ');
      if (deed.kind === 'incident.open' && outcome.state === 'done' && outcome.incidentId)
        view.select({ kind: 'incident', id: outcome.incidentId });
      return null;
    }
  }
}

/** The journal has what the desk has let go. */
async function reviewNumber({ client, machine, view }: CommandContext, number: string): Promise<string | null> {
  const { language } = view.state;
  const { fromAt, toAt } = daysAround(number);
  const answer = await new ReviewApi(client).subjects(fromAt, toAt, number);
  if (!answer.ok) return refusalSentence(answer.failure, language);
  const found = answer.value.choices.find(({ subject, name }) => subject.startsWith('incident:') && name.zh === number);
  if (!found) return barText[language].problem.noSuchIncident(number);
  void machine.openReview?.({ subject: 'incident', id: found.subject.slice('incident:'.length) });
  return null;
}

/** An incident opens; anything else is flown to and shows its card. */
export function showFound(
  { view, map }: CommandContext,
  { kind, id, lon, lat }: Pick<Findable, 'kind' | 'id' | 'lon' | 'lat'>,
): void {
  view.change({ sheet: null, deviceDraft: null });
  if (kind === 'incident') {
    view.select({ kind: 'incident', id });
    map()?.flyTo({ kind: 'incident', id });
    return;
  }
  if (kind !== 'road') view.select({ kind, id });
  const isOnMap = kind !== 'road' && map()?.flyTo({ kind, id });
  if (!isOnMap) map()?.flyTo({ lon, lat, distanceM: 900 });
}
