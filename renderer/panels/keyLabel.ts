import type { DeskText } from '#shared/text/index.ts';

/** A command's key as it is printed: `Control+k` becomes `Ctrl+K`. */
export function keyLabel(key: string, text: DeskText): string {
  const names: Partial<Record<string, string>> = text.commands.key;
  return key
    .split('+')
    .map((part) => names[part] ?? part.toUpperCase())
    .join('+');
}
