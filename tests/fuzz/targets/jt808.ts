/** JT/T 808 terminals of both versions (PROTOCOLS §4.4). */
import { writeFrame } from '#main/core/links/protocols/jt808/frame.ts';
import { terminalHexOf, terminalKey, type Version, writeMessage } from '#main/core/links/protocols/jt808/header.ts';
import { writeBatch, writeLocation } from '#main/core/links/protocols/jt808/location.ts';
import {
  UPLINK,
  writeAuthentication,
  writeRegistration,
  writeReply,
} from '#main/core/links/protocols/jt808/messages.ts';
import { NOW, openLinkCode } from '../linkTarget.ts';
import { sealed } from '../mutate.ts';
import type { FuzzTarget } from '../target.ts';

const ID = '13800138000';
const LOCATION = writeLocation({
  alarmBits: 1,
  statusBits: 3,
  lon: 116.403066,
  lat: 39.9175,
  altitudeM: 48,
  speedMps: 6.4,
  courseDegrees: 271,
  at: NOW,
  items: Buffer.from('01040000007d310109250400000000', 'hex'),
});
const REGISTRATION = {
  province: 99,
  city: 101,
  maker: 'PA001',
  model: 'PA-T1',
  terminalId: 'T00120',
  plateColour: 2,
  plate: '京A·示范8',
};

const contents = (version: Version): Buffer[] => {
  const content = (messageId: number, body: Buffer, part: { total: number; index: number } | null = null) => {
    const terminalHex = terminalHexOf(ID, version);
    const protocolVersion = version === 2019 ? 1 : null;
    const terminal = terminalKey(terminalHex);
    return writeMessage({
      header: { messageId, version, protocolVersion, terminalHex, terminal, serial: 258, encryption: 0, part },
      body,
    });
  };
  return [
    content(UPLINK.location, LOCATION),
    content(UPLINK.heartbeat, Buffer.alloc(0)),
    content(UPLINK.register, writeRegistration(REGISTRATION, version)),
    content(
      UPLINK.authenticate,
      writeAuthentication({ code: 'ABC', imei: '867453012345678', softwareVersion: '1' }, version),
    ),
    content(UPLINK.batch, writeBatch(true, [LOCATION, LOCATION])),
    content(UPLINK.batch, writeBatch(false, [LOCATION]).subarray(0, 20), { total: 2, index: 1 }),
    content(UPLINK.batch, writeBatch(false, [LOCATION]).subarray(20), { total: 2, index: 2 }),
    content(UPLINK.terminalReply, writeReply(1, 0x8300, 0)),
    content(UPLINK.logout, Buffer.alloc(0)),
    content(0x0f01, Buffer.from('vendor')),
  ];
};

const ALL = [...contents(2013), ...contents(2019)];
const EXAMPLE =
  '7e0200002501380013800001020000000100000003026117bc06f02b7a003000e7010f310308141509010400007d027d01310109377e';

/** Ten bits of the length follow the body, so that what is mutated is believed. */
function relengthened(content: Buffer): Buffer {
  if (content.length < 12) return content;
  const is2019 = (content.readUInt16BE(2) & 0x4000) !== 0;
  const head = (is2019 ? 17 : 12) + ((content.readUInt16BE(2) & 0x2000) === 0 ? 0 : 4);
  const cut = Buffer.from(content.subarray(0, head + 0x3ff));
  cut.writeUInt16BE((cut.readUInt16BE(2) & ~0x3ff) | Math.max(0, cut.length - head), 2);
  return cut;
}

export const jt808: FuzzTarget = {
  name: 'jt808',
  corpus: [Buffer.from(EXAMPLE, 'hex'), ...ALL.map(writeFrame), Buffer.concat(ALL.map(writeFrame))],
  variants: [sealed(ALL, writeFrame), sealed(ALL, (content) => writeFrame(relengthened(content)))],
  open: () =>
    openLinkCode({
      format: 'jt808',
      record: {
        protocol: 'jt808',
        transport: { kind: 'tcp', host: '127.0.0.1', port: 0 },
        requireAuthentication: false,
      },
      units: [ID],
      sound: writeFrame(ALL[1]!),
    }),
};
