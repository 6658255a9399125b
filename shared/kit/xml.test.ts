import { expect, test } from 'vitest';
import { escapeXml } from './xml.ts';

test('marks become entities, and what no XML may hold is left out', () => {
  expect(escapeXml(`<名称 a="1" b='2'> & ]]>`)).toBe('&lt;名称 a=&quot;1&quot; b=&apos;2&apos;&gt; &amp; ]]&gt;');
  expect(escapeXml('a\u0000b\u001bc\ud83dd\ufffee\tf\n🚒')).toBe('abcde\tf\n🚒');
});
