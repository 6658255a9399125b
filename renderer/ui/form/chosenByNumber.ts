import type { KeyboardEvent } from 'react';

/** The option a number key names, 0 being the tenth; undefined while typing, where digits are text. */
export function chosenByNumber<Value>(event: KeyboardEvent, options: readonly Value[]): Value | undefined {
  const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
  if (isTyping || !/^\d$/.test(event.key)) return undefined;
  return options[(Number(event.key) + 9) % 10];
}
