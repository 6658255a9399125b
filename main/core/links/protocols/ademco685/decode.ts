/**
 * Ademco 685 records (PROTOCOLS §3.2), between LF and CR: receiver and line are one digit each, every field is set off by
 * a blank.
 */
import {
  channelsOf,
  contactIdOf,
  type DecodedRecord,
  isRecord,
  noRecord,
  type ReceiverRecord,
} from '../receiver/record.ts';

const ORIGIN = /^(?<receiver>[0-9A-F])(?<line>[0-9A-F]) (?<account>[0-9A-F]{3,6}) (?<rest>.*?) *$/;
/** C is a contact, U a user. */
const CONTACT_ID = /^18 ([136ERP])([0-9A-F]{3}) ([0-9A-F]{2}) [CU]([0-9A-F]{3})$/;
const HIGH_SPEED = /^([0-9]{4}) ([0-9]{4}) [0-9]$/;
const FOUR_BY_TWO = /^([0-9A-Z])(?: ([0-9A-Z]{1,2}))?$/;
/** Sent by receivers of this family while nothing happens; without an answer they take us for lost. */
const HEARTBEAT = /^([0-9A-F])([0-9A-F]) OKAY @ *$/;

export function decodeAdemco685(text: string): DecodedRecord {
  const heartbeat = HEARTBEAT.exec(text);
  if (heartbeat) return isRecord({ kind: 'heartbeat', receiver: heartbeat[1]!, line: heartbeat[2]! });
  const groups = ORIGIN.exec(text)?.groups;
  if (!groups) return noRecord('no receiver, line and account in front');
  const record = (form: Message['form'], events: Message['events']): DecodedRecord => {
    const { receiver, line, account } = groups as Record<'receiver' | 'line' | 'account', string>;
    const message = { kind: 'message', form, receiver, line, account, events, text: null } as const;
    return isRecord(message, form === 'basic');
  };
  const contactId = CONTACT_ID.exec(groups.rest!);
  if (contactId) return record('contactId', contactIdOf(contactId[1]!, contactId[2]!, contactId[3]!, contactId[4]!));
  const highSpeed = HIGH_SPEED.exec(groups.rest!);
  if (highSpeed) return record('highSpeed', channelsOf(`${highSpeed[1]}${highSpeed[2]}`));
  const short = FOUR_BY_TWO.exec(groups.rest!);
  if (short) return record('basic', [{ kind: 'short', code: short[1]!, partition: null, zone: short[2] ?? null }]);
  return noRecord('fits no form of the Ademco 685');
}

type Message = Extract<ReceiverRecord, { kind: 'message' }>;
