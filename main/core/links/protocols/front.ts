/** What every reader of alarm messages prints in front: the first event with its meaning. Field names are an interface. */
import type { AlarmClass, Qualifier } from '#shared/catalog/codes.ts';
import { toSignalEvent } from './codedEvents.ts';
import type { ReceiverEvent } from './receiver/record.ts';

export interface EventFront {
  readonly qualifier: Qualifier | null;
  readonly code: string | null;
  readonly partition: string | null;
  readonly zone: string | null;
  /** Null where no catalog says what a code means: it is agreed per site. */
  readonly class: AlarmClass | null;
  readonly restore: boolean | null;
  readonly zh: string | null;
  readonly en: string | null;
}

const UNSAID = { class: null, restore: null, zh: null, en: null } as const;
const NOTHING: EventFront = { qualifier: null, code: null, partition: null, zone: null, ...UNSAID };

/** All null for a message without events: a sign of life, a status. */
export function frontOf(events: readonly ReceiverEvent[]): EventFront {
  const [first] = events;
  if (!first) return NOTHING;
  switch (first.kind) {
    case 'short':
      return { ...NOTHING, code: first.code, partition: first.partition, zone: first.zone };
    case 'channel':
      return { ...NOTHING, code: `CH${first.channel}`, zone: String(first.channel) };
    default: {
      const { qualifier, code, partition, zone, class: alarmClass, restore, zh, en } = toSignalEvent(first);
      return { qualifier, code, partition, zone, class: alarmClass, restore, zh, en };
    }
  }
}
