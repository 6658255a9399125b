import { polyphonic } from 'pinyin-pro';

/** Every reading of a character, without tones; none for what is not Chinese. */
export function readingsOf(character: string): readonly string[] {
  const [readings = []] = polyphonic(character, { type: 'array', toneType: 'none', nonZh: 'removed', v: true });
  return readings;
}
