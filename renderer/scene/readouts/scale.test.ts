import { expect, test } from 'vitest';
import { coordinateText, scaleBar } from './scale.ts';

test('the scale bar is the longest round length that fits', () => {
  expect([0.3, 1, 4, 40].map((metresPerPixel) => scaleBar(metresPerPixel, 130).text)).toEqual([
    '20 m',
    '100 m',
    '500 m',
    '5 km',
  ]);
});

test('coordinates carry their hemisphere', () => {
  expect([coordinateText(117.01, 25.07), coordinateText(-0.5, -33)]).toEqual([
    '25.07000°N  117.01000°E',
    '33.00000°S  0.50000°W',
  ]);
});
