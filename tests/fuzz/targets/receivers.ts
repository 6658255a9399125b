/** Alarm receivers on a line (PROTOCOLS §3.1, §3.2). */
import { RECORDS } from '../../simulators/receiver.ts';
import { openLinkCode } from '../linkTarget.ts';
import { sealed } from '../mutate.ts';
import type { FuzzTarget } from '../target.ts';

const receiver = (name: keyof typeof RECORDS, records: readonly string[], end: string): FuzzTarget => {
  const bodies = records.map((record) => Buffer.from(record, 'latin1'));
  const ended = (body: Buffer) => Buffer.concat([body, Buffer.from(end, 'latin1')]);
  const sound = Buffer.from(RECORDS[name].alarm('7001', 8), 'latin1');
  return {
    name,
    corpus: [sound, Buffer.from(RECORDS[name].heartbeat, 'latin1'), ...bodies.map(ended), ended(Buffer.concat(bodies))],
    // The record behind the mutated one is whole: the end between them is right.
    variants: [sealed(bodies, ended)],
    open: () =>
      openLinkCode({
        format: name,
        record: { protocol: name, transport: { kind: 'tcp', host: '127.0.0.1', port: 0 } },
        devices: [{ account: '7001' }],
        sound,
        // A record begins with nothing of its own: glued to noise it is refused, and sent again.
        copies: 2,
      }),
  };
};

export const surgard = receiver(
  'surgard',
  [
    '5022 187001E12003008',
    '5022123 187001E12003008',
    '502 98 B001 R 130 01 005',
    '3022    7001 BA 0005',
    'S022[#7001|Nri1/BA005^Door^]',
    '1022      7001 A 001',
    '8022 7001 1555 5555 9',
    '0022 printer off',
    '1022           @    ',
  ],
  '\x14',
);
export const ademco685 = receiver(
  'ademco685',
  ['\n12 7001 18 1120 03 C008', '\n12 7001 18 R401 00 U001', '\n12 7001 1555 5555 9', '\n12 7001 A 3', '\n00 OKAY @'],
  '\r',
);
export const radionics6500 = receiver(
  'radionics6500',
  [' a022 700118112003008', ' a022 7001 98 3130 01 005', ' 1022           @    '],
  '\x14',
);
