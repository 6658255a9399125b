/** Modbus RTU and TCP (PROTOCOLS §3.3): the reader of captures, and the bus that waits for one answer in any noise. */
import { DECODERS } from '#main/core/links/decoders.ts';
import { Bus, type BusBox } from '#main/core/links/protocols/modbus/bus.ts';
import { crc16, rtuFraming, tcpFraming } from '#main/core/links/protocols/modbus/framing.ts';
import { readBits } from '#main/core/links/protocols/modbus/pdu.ts';
import { sealed } from '../mutate.ts';
import { type FuzzedCode, type FuzzTarget, outcomeOf, type StreamWork } from '../target.ts';

const BODIES = [
  '070200000006',
  '07020114',
  '07050003FF00',
  '078202',
  '0701000000 10'.replace(' ', ''),
  '0704040001FFFF',
  '070F0000000A02CD01',
  '07100001000204000A0102',
  '0703000A0001',
].map((hex) => Buffer.from(hex, 'hex'));

function sealRtu(body: Buffer): Buffer {
  const crc = crc16(body);
  return Buffer.concat([body, Buffer.of(crc & 0xff, crc >> 8)]);
}

function sealTcp(body: Buffer): Buffer {
  const header = Buffer.from('000100000000', 'hex');
  header.writeUInt16BE(body.length & 0xffff, 4);
  return Buffer.concat([header, body]);
}

const bus = (name: string, framing: 'rtu' | 'tcp', seal: (body: Buffer) => Buffer): FuzzTarget => ({
  name,
  corpus: BODIES.map(seal),
  variants: [sealed(BODIES, seal)],
  open: () => openBus(framing, seal(BODIES[1]!)),
});

export const modbus = bus('modbus', 'rtu', sealRtu);
export const modbusTcp = bus('modbus-tcp', 'tcp', sealTcp);

function openBus(framing: 'rtu' | 'tcp', sound: Buffer): FuzzedCode {
  const decode = DECODERS.modbus!.open({});
  return {
    decode: (bytes) => outcomeOf(decode(bytes)),
    openStream() {
      const box: BusBox = { poll: readBits(7, 'discreteInputs', 0, 6), pollMs: 100, takeTask: () => null };
      const bus = new Bus({
        framing: framing === 'rtu' ? rtuFraming : tcpFraming,
        boxes: [box],
        answerMs: 100,
        gapMs: 0,
      });
      let now = 0;
      const ask = () => {
        now += 1_000;
        bus.expire(now);
        return bus.next(now);
      };
      ask();
      const take = (chunk: Buffer): StreamWork => {
        const events = bus.receive(chunk, now);
        const bytes = events.reduce((sum, { raw }) => sum + raw.length, 0);
        return { frames: events.length, bytes, hasSound: events.some(({ kind }) => kind === 'polled') };
      };
      return {
        sound,
        // Noise may hold an answer that is as good as the box's own: then the box is asked again.
        copies: 2,
        receive: take,
        settle() {
          // The number of a question over TCP is the bus's own; the box copies it.
          const question = ask();
          if (framing === 'rtu' || !question) return { frames: 0, bytes: 0, hasSound: false };
          return take(Buffer.concat([question.subarray(0, 2), sound.subarray(2)]));
        },
        close: () => ({ frames: 0, bytes: 0, hasSound: false }),
      };
    },
  };
}
