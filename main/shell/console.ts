/** What the application says on the console of whoever started it. */
import type { Bilingual } from '#shared/kit/bilingual.ts';

/** A console has no language: both, unless they are the same. */
export const bothOf = ({ zh, en }: Bilingual): string => (zh === en ? zh : `${zh} / ${en}`);

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

export function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}
