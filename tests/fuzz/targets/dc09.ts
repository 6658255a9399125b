/** SIA DC-09, clear and encrypted (PROTOCOLS §1), and the payloads it shares with other wires. */
import { createCipheriv } from 'node:crypto';
import { DECODERS } from '#main/core/links/decoders.ts';
import { checkDigit } from '#main/core/links/protocols/codes/contactId.ts';
import { encodeFrame } from '#main/core/links/protocols/dc09/encode.ts';
import { KEY, PANIC, SEALED } from '../../simulators/linkStation.ts';
import { openLinkCode } from '../linkTarget.ts';
import { sealed } from '../mutate.ts';
import { type FuzzTarget, outcomeOf } from '../target.ts';

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const LONGEST_BODY = 0xfff;
const seal = (form: 'ascii' | 'binary') => (body: Buffer) => encodeFrame(body.subarray(0, LONGEST_BODY), form);

const BODIES = [
  '"ADM-CID"0417R1L2#70A1[#70A1|1120 03 008][X116E24.1840][Y39N55.0500]_06:15:09,03-08-2031',
  '"SIA-DCS"0419R1L2#70A1[#70A1|NPA008^Counter^]',
  '"SIA-DCS"9999L0#70A1[#70A1|Nri1/id12/BA005^\xc3\xa9tage^/BR006|OTA1|Afree text][Hx][MAABBCCDDEEFF][Vhttp://x/y]',
  '"NULL"0000R1L2#70A1[]',
  '"ADM-CID"0001L#70A1[1130 00 001]_99:99:99,00-00-0000',
  '"*ADM-CID"0418R1L2#70A1[5498AD4F8CB1D2340A94C2ECBEDDE3C1',
  '"ACK"0417R1L2#70A1[]',
].map(latin1);

const CLEAR_SOUND = seal('ascii')(BODIES[3]!);
const POLE = { account: '70A1', key: { encoding: 'hex', value: KEY.toString('hex') } } as const;
const link = {
  format: 'dc09',
  record: { protocol: 'dc09', transport: { kind: 'tcp', host: '127.0.0.1', port: 0 } },
  hasDatagrams: true,
} as const;

export const dc09: FuzzTarget = {
  name: 'dc09',
  corpus: [latin1(PANIC), ...BODIES.map(seal('ascii')), ...BODIES.map(seal('binary'))],
  variants: [sealed(BODIES, seal('ascii')), sealed(BODIES, seal('binary'))],
  open: () => openLinkCode({ ...link, devices: [POLE], sound: CLEAR_SOUND }),
};

const PLAINS = [
  'QwErTyUiO|#70A1|1120 03 008]_06:15:09,03-08-2031',
  '|]_06:15:09,03-08-2031',
  'pad]_06:15:09,03-08-2031',
  'x|#70A1|NPA008^Counter^][X116E24.1840][Y39N55.0500]_06:15:09,03-08-2031',
].map(latin1);

/** Whatever the plain text, whole blocks of it under the right key. */
function encrypted(plain: Buffer): Buffer {
  const blocks = plain.subarray(0, 1_984);
  const padded = Buffer.concat([Buffer.alloc((16 - (blocks.length % 16)) % 16, 0x51), blocks]);
  const cipher = createCipheriv('aes-128-cbc', KEY, Buffer.alloc(16)).setAutoPadding(false);
  const hex = Buffer.concat([cipher.update(padded), cipher.final()])
    .toString('hex')
    .toUpperCase();
  return encodeFrame(latin1(`"*ADM-CID"0418R1L2#70A1[${hex}`), 'ascii');
}

export const dc09Encrypted: FuzzTarget = {
  name: 'dc09-encrypted',
  corpus: [latin1(SEALED), ...PLAINS.map(encrypted)],
  variants: [sealed(PLAINS, encrypted)],
  open: () =>
    openLinkCode({
      ...link,
      decoding: { key: KEY },
      devices: [{ ...POLE, requireEncryption: true }],
      sound: latin1(SEALED),
    }),
};

const DIALLED = ['7001181120030 08'.replace(' ', ''), '700118340703012', 'B00198660101F0B'].map(latin1);

export const cid: FuzzTarget = {
  name: 'cid',
  corpus: ['7001 18 1120 03 008 D', '1120 03 008', '700118112003008D', '7001 18 E120 03 008'].map(latin1),
  variants: [
    sealed(DIALLED, (digits) => {
      const text = digits.toString('latin1');
      return latin1(/^[0-9A-F]*$/.test(text) ? text + checkDigit(text) : text);
    }),
  ],
  open: () => standAlone('cid'),
};

export const sia: FuzzTarget = {
  name: 'sia',
  corpus: [
    '#70A1|Nri1/BA005^Door^',
    '[#70A1|NNL2]',
    'Nti06:15/da03-08-31/id12/ri1BA05^x^/TA6|OBR6^^|Afree',
    'AT01',
    'NRP000|ABCD|Nxx/yy12:30:00-1.^q^PA1',
  ].map(latin1),
  open: () => standAlone('sia'),
};

/** A decoder without a link of its own. */
export function standAlone(format: string) {
  const decode = DECODERS[format]!.open({});
  return { decode: (bytes: Buffer) => outcomeOf(decode(bytes)) };
}
