/** For tests: a journal in a temporary folder, with a clock that stands still. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Actor, Draft } from '#shared/domain/event.ts';
import type { Appended } from './append.ts';
import type { Journal } from './journal.ts';
import { type JournalOptions, openJournal } from './open.ts';

export const NOON = Date.UTC(2026, 0, 15, 4);
export const OFFICER: Actor = { kind: 'operator', id: 'op-1', name: '值班员', role: 'duty' };

export function temporaryFolder(): string {
  const directory = mkdtempSync(join(tmpdir(), 'journal-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

export function optionsFor(directory: string, more: Partial<JournalOptions> = {}): JournalOptions {
  return {
    directory,
    station: 'shifan',
    realm: 'live',
    clock: () => NOON,
    onFatal: (error) => {
      throw error;
    },
    ...more,
  };
}

/** Opens and closes with the test. */
export function openedIn(directory: string, more: Partial<JournalOptions> = {}): Journal {
  const opened = openJournal(optionsFor(directory, more));
  if (!opened.ok) throw new Error(opened.failure.message);
  onTestFinished(() => opened.value.close());
  return opened.value;
}

export function noted(stream: string, text: string): Draft {
  return { stream, kind: 'test.noted', body: { text } };
}

export async function appendDurably(journal: Journal, ...drafts: Draft[]): Promise<Appended['events']> {
  const appended = journal.append({ drafts, actor: OFFICER, at: NOON });
  if (!appended.ok) throw new Error(appended.failure.message);
  await appended.value.durable;
  return appended.value.events;
}
