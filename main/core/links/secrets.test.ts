import { expect, test } from 'vitest';
import { withoutSecrets } from './secrets.ts';

test('a key offered in block K and the code of a terminal are hidden, all else is as it was', () => {
  const offered = {
    ok: true,
    account: '70A1',
    extensions: [
      { letter: 'K', value: '00112233' },
      { letter: 'X', value: '116E24' },
    ],
  };
  const terminal = { ok: true, message: 'authenticate', code: 'a7f3', imei: '86' };
  const event = { ok: true, events: [{ kind: 'cid', code: '120' }], at: null };
  expect([offered, terminal, event].map(withoutSecrets)).toEqual([
    {
      ...offered,
      extensions: [
        { letter: 'K', value: '***' },
        { letter: 'X', value: '116E24' },
      ],
    },
    { ...terminal, code: '***' },
    event,
  ]);
});
