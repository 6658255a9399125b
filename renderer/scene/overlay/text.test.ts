import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { shortened, TextPictures } from './text.ts';

/** Every canvas that was made, without anything to draw with; one of a single pixel is only measured with. */
let made: { width: number }[] = [];

beforeEach(() => {
  made = [];
  vi.useFakeTimers();
  vi.stubGlobal(
    'OffscreenCanvas',
    class {
      width: number;
      constructor(width: number) {
        this.width = width;
        made.push(this);
      }
      getContext = () => null;
    },
  );
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('a name of thirty Chinese characters or sixty letters is drawn whole, a longer one is cut', () => {
  const chinese = '平'.repeat(30);
  const latin = 'a'.repeat(60);
  expect([chinese, latin, `${chinese}安`, `${latin}b`].map(shortened)).toEqual([
    chinese,
    latin,
    `${chinese}…`,
    `${latin}…`,
  ]);
});

test('a character of two code units is never cut in half', () => {
  expect(shortened(`${'平'.repeat(29)}𠮷𠮷`)).toBe(`${'平'.repeat(29)}𠮷…`);
});

test('a clock that says something new every second keeps pictures of its last seconds alone, and a name its own', () => {
  const texts = new TextPictures();
  const style = { id: 'name', sizePx: 12, weight: 400, colour: '#fff' };
  const name = texts.get('东溪社区', style);
  for (let second = 0; second < 3_600; second++) {
    texts.get(`${second} 秒前`, style);
    expect(texts.get('东溪社区', style)).toBe(name);
    vi.advanceTimersByTime(1_000);
  }
  expect(made.length).toBeGreaterThan(3_600);
  expect(made.filter(({ width }) => width > 1).length).toBeLessThanOrEqual(25);
  expect(name.image.width).toBeGreaterThan(0);
});
