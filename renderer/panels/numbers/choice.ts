/** Which number of the day was opened. A key of plain text: it is the focus of the sheet, so that other panels can open one. */
import { ALARM_CLASSES, type AlarmClass } from '#shared/catalog/codes.ts';
import { INCIDENT_KINDS, type IncidentKind } from '#shared/catalog/incidentKinds.ts';
import { DAY_SPANS, type DaySpan } from '#shared/domain/dayFigures.ts';

export const PLAIN_CHOICES = ['alarms', 'incidents', 'closure', 'closedInDay', 'units', 'devices', 'cameras'] as const;
type PlainChoice = (typeof PLAIN_CHOICES)[number];

export type Choice =
  | { readonly of: PlainChoice }
  | { readonly of: 'span'; readonly span: DaySpan }
  | { readonly of: 'band'; readonly seconds: number }
  | { readonly of: 'hour'; readonly hour: number }
  | { readonly of: 'kind'; readonly kind: IncidentKind }
  | { readonly of: 'class'; readonly class: AlarmClass }
  | { readonly of: 'town'; readonly town: string | null };

/** `band:60`, `town:990101001`, `closure`. */
export function keyOf(choice: Choice): string {
  switch (choice.of) {
    case 'span':
      return `span:${choice.span}`;
    case 'band':
      return `band:${choice.seconds}`;
    case 'hour':
      return `hour:${choice.hour}`;
    case 'kind':
      return `kind:${choice.kind}`;
    case 'class':
      return `class:${choice.class}`;
    case 'town':
      return `town:${choice.town ?? ''}`;
    default:
      return choice.of;
  }
}

/** What says nothing known opens the incidents. */
export function choiceOf(key: string | null): Choice {
  const [of = '', rest = ''] = (key ?? '').split(':');
  const plain = PLAIN_CHOICES.find((known) => known === of);
  if (plain) return { of: plain };
  const number = /^\d{1,5}$/.test(rest) ? Number(rest) : null;
  if (of === 'band' && number !== null) return { of, seconds: number };
  if (of === 'hour' && number !== null) return { of, hour: number };
  if (of === 'town') return { of, town: rest === '' ? null : rest };
  const span = of === 'span' && DAY_SPANS.find((known) => known === rest);
  if (span) return { of: 'span', span };
  const kind = of === 'kind' && INCIDENT_KINDS.find((known) => known === rest);
  if (kind) return { of: 'kind', kind };
  const alarmClass = of === 'class' && ALARM_CLASSES.find((known) => known === rest);
  return alarmClass ? { of: 'class', class: alarmClass } : { of: 'incidents' };
}
