import { expect, test } from 'vitest';
import { PicturePulse } from './picturePulse.ts';

/** Draws when it is asked to, as long as it works. */
function picture() {
  const drawn = { count: 0, asked: 0, isWorking: true };
  const paintAgain = () => {
    drawn.asked += 1;
    if (drawn.isWorking) drawn.count += 1;
  };
  return Object.assign(drawn, { painted: () => drawn.count, paintAgain });
}

test('a window without pictures of its own always beats', () => {
  const pulse = new PicturePulse();
  expect([pulse.take(), pulse.take()]).toEqual([true, true]);
});

test('it beats as long as every picture is drawn, and not while one of them stands still', () => {
  const pulse = new PicturePulse();
  const [map, other] = [picture(), picture()];
  pulse.add(map);
  pulse.add(other);
  const before = [pulse.take(), pulse.take()];
  other.isWorking = false;
  const during = [pulse.take(), pulse.take(), pulse.take()];
  other.isWorking = true;
  const after = [pulse.take(), pulse.take()];
  // What it drew last is counted once; asked for again it is counted a beat later.
  expect({ before, during, after }).toEqual({
    before: [true, true],
    during: [true, false, false],
    after: [false, true],
  });
});

test('a picture that is put by is asked for nothing, and missed by nobody', () => {
  const pulse = new PicturePulse();
  const map = picture();
  const held = pulse.add(map);
  map.isWorking = false;
  held.dispose();
  const { asked } = map;
  expect([pulse.take(), pulse.take(), map.asked - asked]).toEqual([true, true, 0]);
});
