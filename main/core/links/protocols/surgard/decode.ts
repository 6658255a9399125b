/**
 * Sur-Gard automation records (PROTOCOLS §3.1), one line of the vendor's table per row below. Blanks between fields vary
 * from receiver to receiver, so their number is free wherever the fields cannot be confused.
 */
import { readSiaPayload } from '../dc09/siaPayload.ts';
import {
  channelsOf,
  contactIdOf,
  type DecodedRecord,
  type DecodeRecord,
  isRecord,
  noRecord,
  type ReceiverRecord,
} from '../receiver/record.ts';

/** 1 for the MLR2 family, 3 for System I to III and IP receivers; `auto` takes both. */
export type LineDigits = 1 | 3 | 'auto';

const LINES: Readonly<Record<LineDigits, string>> = {
  1: '[0-9A-F]',
  3: '[0-9A-F]{3}',
  auto: '(?:[0-9A-F]{3}|[0-9A-F])',
};

type Groups = Readonly<Record<string, string | undefined>>;
interface Row {
  readonly shape: RegExp;
  readonly isOpenEnded: boolean;
  read(groups: Groups): ReceiverRecord;
}

function table(lineDigits: LineDigits): Row[] {
  const row = (shape: string, read: Row['read'], isOpenEnded = false): Row => ({
    isOpenEnded,
    shape: new RegExp(
      `^${shape
        .replace('RR', '(?<receiver>[0-9A-F]{2})')
        .replace('LL', `(?<line>${LINES[lineDigits]})`)
        // Contact ID runs into its account without a gap: only a fixed width tells where it ends.
        .replace('CCCC', '(?<account>[0-9A-F]{6}|[0-9A-F]{4})')
        .replace('AA', '(?<account>[0-9A-F]{3,6})')}$`,
    ),
    read,
  });
  return [
    row('1RRLL {1,16}@ {0,8}', (groups) => ({ kind: 'heartbeat', ...origin(groups) })),
    row('5RRLL +(?:18|98|58) *CCCC *(?<event>[EROCSP136] *[0-9A-F]{3} *[0-9A-F]{2} *[0-9A-F]{3}) *', contactId),
    row('5RRLL +CCCC +(?:18|98|58) *(?<event>[EROCSP136] *[0-9A-F]{3} *[0-9A-F]{2} *[0-9A-F]{3}) *', contactId),
    row('SRRLL\\[#?(?<account>[0-9A-Za-z]{0,16})\\|(?<payload>.+)\\] *', (groups) => {
      const payload = readSiaPayload(groups.payload!);
      const { events, text } = payload ?? { events: [], text: null };
      return { kind: 'message', form: 'sia', ...origin(groups), account: groups.account!, events, text };
    }),
    row('3RRLL {1,8}AA ?(?<code>[A-Z]{2}) ?(?<zone>\\d{4}) *', (groups) => message('sia', groups, [sia(groups)])),
    row(
      '3RRLL {1,8}AA ?(?<code>[A-Z]{2}) ?(?<zone>\\d{0,3}) *',
      (groups) => message('sia', groups, [sia(groups)]),
      true,
    ),
    row('1RRLL {2,8}AA (?<code>\\S)(?<area>[0-9A-Z ])(?<zone>[0-9A-Z ]{3})', (groups) =>
      message('basic', groups, [
        { kind: 'short', code: groups.code!, partition: orNull(groups.area), zone: orNull(groups.zone) },
      ]),
    ),
    // Two characters of the vendor's own, without area and zone.
    row(
      '1RRLL {2,8}AA +(?<code>[0-9A-Z]{2}) *',
      (groups) => message('basic', groups, [{ kind: 'short', code: groups.code!, partition: null, zone: null }]),
      true,
    ),
    row('8RRLL ?AA (?<first>[0-9 ]{4}) (?<second>[0-9 ]{4}) (?<ninth>[0-9]) *', (groups) =>
      message('highSpeed', groups, channelsOf(`${groups.first}${groups.second}`)),
    ),
    row('0RRLL(?<text>.*)', (groups) => ({ kind: 'status', ...origin(groups), text: groups.text!.trim() }), true),
  ];
}

const TABLES: Readonly<Record<LineDigits, Row[]>> = { 1: table(1), 3: table(3), auto: table('auto') };

/** The decoder of receivers that print lines of so many digits. */
export function surgardDecoder(lineDigits: LineDigits): DecodeRecord {
  return (text) => decode(text, TABLES[lineDigits]);
}

function decode(text: string, rows: readonly Row[]): DecodedRecord {
  for (const { shape, read, isOpenEnded } of rows) {
    const match = shape.exec(text);
    if (match) return isRecord(read(match.groups ?? {}), isOpenEnded);
  }
  return noRecord('fits no row of the Sur-Gard table');
}

function contactId(groups: Groups): ReceiverRecord {
  const event = groups.event!.replaceAll(' ', '');
  const events = contactIdOf(event.charAt(0), event.slice(1, 4), event.slice(4, 6), event.slice(6, 9));
  return message('contactId', groups, events);
}

const sia = (groups: Groups) =>
  ({
    kind: 'sia',
    code: groups.code!,
    address: orNull(groups.zone),
    text: null,
    isOld: false,
    modifiers: {},
  }) as const;

type Message = Extract<ReceiverRecord, { kind: 'message' }>;

function message(form: Message['form'], groups: Groups, events: Message['events']): ReceiverRecord {
  return { kind: 'message', form, ...origin(groups), account: groups.account!, events, text: null };
}

const origin = (groups: Groups) => ({ receiver: groups.receiver!, line: groups.line! });
const orNull = (text: string | undefined) => text?.trim() || null;
