import { describe, expect, test } from 'vitest';
import { atOf, keepingInSight, panned, timeMarks, xOf, zoomed } from './timeScale.ts';

const MINUTE = 60_000;
const FILM = { fromAt: 0, toAt: 60 * MINUTE };

describe('the scale of a time line', () => {
  test('a moment and its pixel are each found from the other', () => {
    const scale = { fromAt: 10 * MINUTE, toAt: 20 * MINUTE, widthPx: 1_000 };
    expect([xOf(scale, 15 * MINUTE), atOf(scale, 500), xOf(scale, 5 * MINUTE)]).toEqual([500, 15 * MINUTE, -500]);
  });

  test('zooming keeps the moment under the pointer where it is', () => {
    const shown = zoomed(FILM, FILM, 0.5, 15 * MINUTE);
    expect(shown).toEqual({ fromAt: 7.5 * MINUTE, toAt: 37.5 * MINUTE });
    expect((15 * MINUTE - shown.fromAt) / (shown.toAt - shown.fromAt)).toBe(0.25);
  });

  test('zooming out ends at the whole film, zooming in at five seconds', () => {
    expect(zoomed({ fromAt: MINUTE, toAt: 2 * MINUTE }, FILM, 1_000, MINUTE)).toEqual(FILM);
    expect(zoomed(FILM, FILM, 1e-9, 30 * MINUTE)).toEqual({ fromAt: 1_797_500, toAt: 1_802_500 });
  });

  test('a film shorter than that is shown whole', () => {
    const short = { fromAt: 0, toAt: 2_000 };
    expect(zoomed(short, short, 0.1, 1_000)).toEqual(short);
  });

  test('nothing beyond the ends of the film is shown', () => {
    expect(panned({ fromAt: 0, toAt: 10 * MINUTE }, FILM, -MINUTE)).toEqual({ fromAt: 0, toAt: 10 * MINUTE });
    expect(panned({ fromAt: 45 * MINUTE, toAt: 55 * MINUTE }, FILM, 20 * MINUTE)).toEqual({
      fromAt: 50 * MINUTE,
      toAt: 60 * MINUTE,
    });
  });

  test('the page is turned when the playhead leaves it, and not before', () => {
    const shown = { fromAt: 0, toAt: 10 * MINUTE };
    expect(keepingInSight(shown, FILM, 10 * MINUTE)).toBe(shown);
    expect(keepingInSight(shown, FILM, 11 * MINUTE)).toEqual({ fromAt: 10 * MINUTE, toAt: 20 * MINUTE });
    expect(keepingInSight({ fromAt: 30 * MINUTE, toAt: 40 * MINUTE }, FILM, 5 * MINUTE)).toEqual({
      fromAt: 4 * MINUTE,
      toAt: 14 * MINUTE,
    });
  });

  test('marks stand on round minutes of the local day, as many as have room', () => {
    const hour = 60 * MINUTE;
    const marks = timeMarks({ fromAt: 0, toAt: 6 * hour, widthPx: 320 }, hour / 2);
    expect(marks).toEqual([1.5, 3.5, 5.5].map((hours) => ({ at: hours * hour, hasSeconds: false })));
    expect(timeMarks({ fromAt: 500, toAt: 6_500, widthPx: 700 }, 0)).toEqual(
      [1_000, 2_000, 3_000, 4_000, 5_000, 6_000].map((at) => ({ at, hasSeconds: true })),
    );
  });
});
