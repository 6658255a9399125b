import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { withoutNoise } from './chromium-noise.mjs';

test('complaints about a missing session bus are dropped, everything else reaches the person', async () => {
  const said = [
    '[16803:1121/213709.94:ERROR:bus.cc(399)] Failed to connect to the bus: no such file',
    'core ended with 1: station.json: links.0.port is not a number',
    '[16803:1121/213709.94:ERROR:network_service.cc(1)] something new',
    '',
  ].join('\n');
  expect(await text(withoutNoise(Readable.from([said])))).toBe(
    'core ended with 1: station.json: links.0.port is not a number\n' +
      '[16803:1121/213709.94:ERROR:network_service.cc(1)] something new\n',
  );
});
