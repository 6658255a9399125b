/** Contact ID and SIA events, and words of ours, as the events of a signal: the same whichever wire brought them. */
import { type AlarmClass, classify } from '#shared/catalog/codes.ts';
import type { SignalEvent } from '#shared/wire/signal.ts';
import type { ContactIdEvent } from './dc09/contactId.ts';
import type { SiaEvent } from './dc09/siaPayload.ts';

export function toSignalEvent(event: ContactIdEvent | SiaEvent): SignalEvent {
  const meaning = classify(event);
  return event.kind === 'cid'
    ? {
        ...meaning,
        code: event.code,
        qualifier: event.qualifier,
        partition: event.partition,
        zone: event.zone,
        text: null,
      }
    : {
        ...meaning,
        code: event.code,
        qualifier: event.isOld ? 6 : null,
        partition: event.modifiers.ri || null,
        zone: event.address,
        text: event.text,
      };
}

/** An event without a code of any catalog. */
export function plainEvent(
  alarmClass: AlarmClass,
  code: string,
  zh: string,
  en: string,
  rest: Partial<SignalEvent> = {},
): SignalEvent {
  const nothing = { qualifier: null, partition: null, zone: null, text: null, restore: false, silent: false };
  return { class: alarmClass, code, ...nothing, zh, en, ...rest };
}
