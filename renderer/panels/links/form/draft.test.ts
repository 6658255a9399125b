import { expect, test } from 'vitest';
import { linkRecordSchema } from '#shared/wire/links/index.ts';
import { defaultsOf, newDraft, numberFrom, PROTOCOLS, transportsOf, valueAt, withValue } from './draft.ts';

test('values are changed and taken away deep inside, and nothing else is touched', () => {
  const draft = { id: 'a', transport: { kind: 'udp', port: 1 }, boxes: [{ unit: 1 }, { unit: 2, siren: { coil: 3 } }] };
  expect(withValue(draft, 'transport.port', 9)).toEqual({ ...draft, transport: { kind: 'udp', port: 9 } });
  expect(withValue(draft, 'transport.port', undefined)).toEqual({ ...draft, transport: { kind: 'udp' } });
  const without = withValue(draft, 'boxes.1.siren', undefined);
  expect(without).toEqual({ ...draft, boxes: [{ unit: 1 }, { unit: 2 }] });
  expect(valueAt(draft, 'boxes.1.siren.coil')).toBe(3);
  expect(valueAt(without, 'boxes.1.siren.coil')).toBeUndefined();
});

test('what is no number stays as it was typed, and nothing is nothing', () => {
  expect(['', ' 9600 ', '-1', '0x10', '9600 bit'].map(numberFrom)).toEqual([undefined, 9_600, -1, '0x10', '9600 bit']);
});

test('a new link of each protocol needs only what no default can know', () => {
  const filled = PROTOCOLS.map((protocol) => {
    const draft = newDraft(protocol, 'new');
    const isSerial = valueAt(draft, 'transport.kind') === 'serial';
    const reached = isSerial
      ? withValue(draft, 'transport.path', '/dev/serial/by-id/x')
      : withValue(draft, 'transport.port', 5_001);
    if (protocol === 'nmea') return withValue(reached, 'unit', 'u-1');
    if (protocol !== 'modbus') return reached;
    return withValue(withValue(reached, 'boxes.0.account', 'B1'), 'boxes.0.unit', 1);
  });
  expect(filled.flatMap((draft) => linkRecordSchema.safeParse(draft).error?.issues ?? [])).toEqual([]);
});

test('every field with a default is told it, on every transport', () => {
  const serial = withValue(newDraft('surgard'), 'transport', { kind: 'serial' });
  expect(valueAt(defaultsOf(serial), 'transport.baudRate')).toBe(9_600);
  expect(valueAt(defaultsOf(newDraft('modbus')), 'boxes.0.siren.maxSeconds')).toBe(180);
  expect(transportsOf('jt808')).toEqual(['tcp']);
});
