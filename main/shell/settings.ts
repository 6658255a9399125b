/**
 * What this machine remembers between starts: language, window places, whether to draw in software. One small JSON file,
 * replaced whole (temporary file, fsync, rename, fsync of the folder), so a power cut leaves the old or the new one.
 */
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { REPORT_TONES } from '#shared/wire/sound.ts';
import { SPAN_LIMIT, wallStartSchema } from '#shared/wire/wallWindow.ts';

const boundsSchema = z.strictObject({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
});
export type Bounds = z.infer<typeof boundsSchema>;

/** A display as it was seen last (displays/displayRegistry.ts): its panel in physical pixels, its place in logical ones. */
const displaySchema = z.strictObject({
  identity: z.string().min(1).max(40),
  id: z.number(),
  label: z.string().max(200),
  isInternal: z.boolean(),
  width: z.number().int().min(0),
  height: z.number().int().min(0),
  x: z.number().int(),
  y: z.number().int(),
});

const settingsSchema = z.strictObject({
  language: z.enum(['zh-CN', 'en']).default('zh-CN'),
  /** How loud the tone of public reports is here. */
  reportTone: z.enum(REPORT_TONES).default('normal'),
  /** Where the duty window stood, per display identity; `display` is the last one. */
  duty: z
    .strictObject({
      display: z.string().max(200),
      isFullScreen: z.boolean(),
      isMaximised: z.boolean(),
      boundsByDisplay: z.record(z.string().max(200), boundsSchema),
    })
    .nullable()
    .default(null),
  /** Every display this machine has had, so that each is known again. */
  displays: z.array(displaySchema).max(64).default([]),
  /** Windows of the wall that are open, each by the displays it stands on, the top left one first. */
  walls: z
    .array(z.strictObject({ displays: z.array(z.string().min(1).max(40)).min(1).max(SPAN_LIMIT) }))
    .max(16)
    .default([]),
  wallStart: wallStartSchema.default({ withApplication: true, withLogin: false }),
  /** Set after the GPU process died three times; holds for the Electron version it happened with. */
  softwareGl: z.strictObject({ electron: z.string(), sinceAt: z.number() }).nullable().default(null),
});
export type Settings = z.infer<typeof settingsSchema>;

export interface SettingsFile {
  readonly current: Settings;
  /** Why the file could not be used, when defaults had to stand in. */
  readonly problem: string | null;
  /** Replaces the given fields and is durable when it returns; a disk that refuses is told about and does not stop work. */
  change(fields: Partial<Settings>): void;
}

/** @param report receives the sentence when the file could not be read or written */
export function openSettings(file: string, report: (problem: string) => void): SettingsFile {
  const read = readSettings(file);
  if (read.problem) report(read.problem);
  let current = read.settings;
  return {
    get current() {
      return current;
    },
    problem: read.problem,
    change(fields) {
      current = { ...current, ...fields };
      try {
        replaceFile(file, `${JSON.stringify(current, null, 2)}\n`);
      } catch (error) {
        report(`设置未能保存 / Settings could not be saved: ${(error as Error).message}`);
      }
    },
  };
}

function readSettings(file: string): { settings: Settings; problem: string | null } {
  const defaults = settingsSchema.parse({});
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return { settings: defaults, problem: isMissing ? null : unreadable(file, (error as Error).message) };
  }
  try {
    const parsed = settingsSchema.safeParse(JSON.parse(text));
    if (parsed.success) return { settings: parsed.data, problem: null };
    const issue = parsed.error.issues[0];
    return { settings: defaults, problem: unreadable(file, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`) };
  } catch (error) {
    return { settings: defaults, problem: unreadable(file, (error as Error).message) };
  }
}

function unreadable(file: string, why: string): string {
  return `设置文件损坏，已用默认设置 / Settings were damaged, defaults are used (${file}: ${why})`;
}

/** Old or new, never torn: RELIABILITY §5 D14. */
export function replaceFile(file: string, content: string | Uint8Array, mode = 0o600): void {
  const folder = dirname(file);
  mkdirSync(folder, { recursive: true });
  const temporary = `${file}.${process.pid}.new`;
  const handle = openSync(temporary, 'w', mode);
  try {
    writeFileSync(handle, content);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(temporary, file);
  syncFolder(folder);
}

function syncFolder(folder: string): void {
  // Windows cannot open a folder for fsync; NTFS journals the rename itself.
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
