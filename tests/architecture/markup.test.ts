/** RELIABILITY S10: what people write becomes text on every page because no page has a way to make markup or script of a text. */
import { describe, expect, test } from 'vitest';
import { readSources } from './imports.ts';

/** Ways of the web platform, of React and of the language from a text to elements or to code. */
const SINKS = new RegExp(
  [
    String.raw`\b(?:inner|outer)HTML\b`,
    String.raw`\binsertAdjacentHTML\b`,
    String.raw`\bdangerouslySetInnerHTML\b`,
    String.raw`\bsetHTML(?:Unsafe)?\b`,
    String.raw`\bcreateContextualFragment\b`,
    String.raw`\bparseFromString\b`,
    String.raw`\bparseHTMLUnsafe\b`,
    String.raw`\bdocument\s*\.\s*write(?:ln)?\b`,
    String.raw`\bsrcdoc\b`,
    String.raw`\beval\s*\(`,
    String.raw`\bnew\s+Function\s*\(`,
    String.raw`\bset(?:Timeout|Interval)\s*\(\s*['"\x60]`,
    String.raw`['"\x60]javascript:`,
  ].join('|'),
  'u',
);

describe('markup', () => {
  const pages = readSources(['renderer', 'preload', 'shared']).filter(({ path }) => !/\.test\.tsx?$/.test(path));

  test('is made of a text by no file of the pages', () => {
    expect(pages.length).toBeGreaterThan(500);
    expect(pages.flatMap(({ path, source }) => sinksIn(source).map((line) => `${path}: ${line}`))).toEqual([]);
  });

  test.each([
    'place.innerHTML = name;',
    'return <p dangerouslySetInnerHTML={{ __html: name }} />;',
    "row.insertAdjacentHTML('beforeend', name);",
    'document.write(name);',
    "new DOMParser().parseFromString(name, 'text/html');",
    "frame.setAttribute('srcdoc', name);",
    'const make = new Function(name);',
    "setTimeout('say()', 10);",
    "link.href = 'javascript:say()';",
  ])('is found where it is made: %s', (source) => {
    expect(sinksIn(source)).toEqual([source]);
  });
});

/** Lines of code, comments left out. */
function sinksIn(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//gu, '').replace(/^\s*\/\/.*$/gmu, '');
  return code.split('\n').flatMap((line) => (SINKS.test(line) ? [line.trim()] : []));
}
