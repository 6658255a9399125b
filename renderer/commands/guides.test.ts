import { expect, test } from 'vitest';
import { deskText } from '#shared/text/index.ts';
import type { Language } from '#shared/text/language.ts';
import english from '../../docs/operator.en.md?raw';
import chinese from '../../docs/operator.zh-CN.md?raw';
import { COMMANDS } from './registry.ts';

const GUIDES: Readonly<Record<Language, string>> = { 'zh-CN': chinese, en: english };

/** `| keys | title |` rows of the guide, keys as printed in the window. */
function keyRows(language: Language): string[] {
  return [...GUIDES[language].matchAll(/^\| ((?:`[^`]+` ?)+)\| ([^|]+) \|$/gm)].map(
    ([, keys, title]) => `${keys?.trim()} ${title}`,
  );
}

function printed(key: string, language: Language): string {
  const names: Partial<Record<string, string>> = deskText(language).commands.key;
  const parts = key.split('+').map((part) => names[part] ?? part.toUpperCase());
  return `\`${parts.join('+')}\``;
}

test.each(['zh-CN', 'en'] as const)(
  'the %s guide for officers lists every command with its keys, and no other',
  (language) => {
    const { title } = deskText(language).commands;
    const expected = COMMANDS.map(
      ({ id, keys }) => `${keys.map((key) => printed(key, language)).join(' ')} ${title[id]}`,
    );
    expect(keyRows(language).toSorted()).toEqual(expected.toSorted());
  },
);
