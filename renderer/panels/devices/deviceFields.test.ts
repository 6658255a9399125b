import { expect, test } from 'vitest';
import { DEVICE_COMMAND_BODIES } from '#shared/domain/deviceCommands.ts';
import { type DeviceFields, fieldsOf, problemsOf, saveBodyOf } from './deviceFields.ts';

const filled = (part: Partial<DeviceFields> = {}): DeviceFields => ({
  ...fieldsOf({
    id: 'p-1',
    kind: 'alarmPole',
    name: '东溪 1 号',
    lon: 117.01,
    lat: 25.07,
    link: 'poles',
    account: '70A1',
  }),
  ...part,
});

test('what the form comes to is what the core takes', () => {
  const body = saveBodyOf(
    filled({
      supervision: ' 90 ',
      siren: 's-1',
      keyMode: 'replace',
      keyValue: '00112233 44556677 8899AABB CCDDEEFF',
      requireEncryption: true,
    }),
  );
  expect(body).toEqual({
    device: {
      id: 'p-1',
      kind: 'alarmPole',
      name: '东溪 1 号',
      lon: 117.01,
      lat: 25.07,
      link: 'poles',
      account: '70A1',
      supervisionSeconds: 90,
      siren: 's-1',
      requireEncryption: true,
      key: { encoding: 'hex', value: '00112233445566778899AABBCCDDEEFF' },
    },
    keepsKey: false,
  });
  expect(DEVICE_COMMAND_BODIES['device.save'].parse(body)).toEqual(body);
});

test('what is left empty is left out, and a known key is kept unless it is replaced', () => {
  const body = saveBodyOf(fieldsOf({ id: 'p-1', kind: 'siren', name: '警号', lon: 1, lat: 2, hasKey: true }));
  expect(body).toEqual({
    device: { id: 'p-1', kind: 'siren', name: '警号', lon: 1, lat: 2, requireEncryption: false },
    keepsKey: true,
  });
  expect(DEVICE_COMMAND_BODIES['device.save'].parse(body)).toEqual(body);
});

test('each slip is told of its own field', () => {
  expect(problemsOf(filled(), null)).toEqual({});
  expect(problemsOf(fieldsOf({}), null)).toEqual({
    id: { code: 'required' },
    name: { code: 'required' },
    lon: { code: 'required' },
    lat: { code: 'required' },
  });
  expect(
    problemsOf(
      filled({ lon: '181', lat: '25,07', account: '7-1', supervision: '1.5', requireEncryption: true }),
      '另一台',
    ),
  ).toEqual({
    id: { code: 'idTaken', name: '另一台' },
    lon: { code: 'lon' },
    lat: { code: 'lat' },
    account: { code: 'account' },
    supervision: { code: 'supervision' },
    keyValue: { code: 'keyNeeded' },
  });
});

test('a key is whole bytes of a length that AES knows', () => {
  const problem = (keyEncoding: 'hex' | 'ascii', keyValue: string) =>
    problemsOf(filled({ keyMode: 'replace', keyEncoding, keyValue }), null).keyValue ?? null;
  expect([
    problem('hex', ''),
    problem('hex', '0g'),
    problem('hex', '0011'),
    problem('ascii', 'sixteen letters!'),
  ]).toEqual([{ code: 'required' }, { code: 'keyHex' }, { code: 'keyLength', bytes: 2 }, null]);
});
