/** Cursor on Target as XML and as TAK protocol v1 (PROTOCOLS §4.5): one stream takes both. */
import {
  encodeTak,
  encodeXml,
  type OutgoingEvent,
  withMeshHeader,
  withStreamHeader,
} from '#main/core/links/protocols/cot/encode.ts';
import { NOW, openLinkCode } from '../linkTarget.ts';
import { sealed } from '../mutate.ts';
import type { FuzzTarget } from '../target.ts';

const UID = 'unit-07';
const event = (rest: Partial<OutgoingEvent>): OutgoingEvent => ({
  uid: UID,
  type: 'a-f-G-U-C',
  how: 'm-g',
  at: NOW,
  staleAt: NOW + 10 * 365 * 86_400_000,
  point: { lat: 39.9175, lon: 116.403066, ceM: 5, haeM: 48 },
  ...rest,
});
const EVENTS = [
  event({ callsign: 'UNIT-07', batteryPercent: 63, speedMps: 6.4, courseDegrees: 271 }),
  event({ uid: `${UID}-9-1-1`, type: 'b-a-o-tbl', parentUid: UID, emergency: { kind: '911 Alert', text: 'UNIT-07' } }),
  event({ type: 'b-a-o-can', emergency: { text: 'UNIT-07', isCancel: true } }),
  event({ type: 't-x-c-t' }),
  event({ type: 'b-t-f' }),
];
const EXAMPLE =
  'bf01bf1295010a09612d662d472d552d432a07756e69742d303730c89bc8bd983838c89bc8bd98384088c5cfbd98384a036d2d67513d0ad7a370f54340594a0856d5cb195d4061000000000000484069000000000000144071000000e0cf1263417a3812091207554e49542d30371a130a044379616e120b5465616d204d656d6265722a02083f3a12099a99999999991940110000000000f07040';
const HOSTILE = [
  '<!DOCTYPE e [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><event/>',
  `<event uid="x" type="a-f-G"><point lat="1" lon="1"/><detail>${'<a>'.repeat(40)}</detail></event>`,
  '<event uid="a" type="a-f-G" note="<event>"><point lat="1" lon="1"/></event>',
].map((text) => Buffer.from(text));

const link = {
  format: 'cot',
  record: { protocol: 'cot', transport: { kind: 'tcp', host: '127.0.0.1', port: 0 } },
  units: [UID],
  hasDatagrams: true,
} as const;

const XML = EVENTS.map(encodeXml);

export const cot: FuzzTarget = {
  name: 'cot',
  corpus: [...XML, Buffer.concat(XML), ...HOSTILE],
  // Without the declaration: behind an event that was cut off, what is told begins at the event.
  open: () => openLinkCode({ ...link, sound: XML[0]!.subarray(XML[0]!.indexOf('<event')), mayLead: true }),
};

const TAK = EVENTS.map(encodeTak);

export const tak: FuzzTarget = {
  name: 'tak',
  corpus: [Buffer.from(EXAMPLE, 'hex'), ...TAK.map(withStreamHeader), ...TAK.map(withMeshHeader)],
  variants: [sealed(TAK, withStreamHeader), sealed(TAK, withMeshHeader)],
  // A length without a checksum: a message that was cut off takes the beginning of the next one with it, and may still make sense.
  open: () => openLinkCode({ ...link, sound: withStreamHeader(TAK[0]!), copies: 2 }),
};
