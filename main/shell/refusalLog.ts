/**
 * The shell's security log: what was refused and which origins were asked for, one JSON object a line, in the station's
 * folder. An auditor reads from it that nothing foreign was ever contacted; tests read the same.
 */
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Clock } from '#shared/kit/clock.ts';

export type SecurityEntry =
  /** The first request of this run to an origin that is allowed. */
  | { readonly kind: 'origin'; readonly origin: string }
  | { readonly kind: 'request'; readonly url: string; readonly resource: string }
  | { readonly kind: 'permission'; readonly permission: string; readonly origin: string }
  | { readonly kind: 'navigation'; readonly url: string }
  | { readonly kind: 'window'; readonly url: string }
  | { readonly kind: 'webview' }
  | { readonly kind: 'ipc'; readonly channel: string; readonly reason: string }
  | { readonly kind: 'path'; readonly url: string };

export interface SecurityLog {
  readonly file: string;
  note(entry: SecurityEntry): void;
}

const LIMIT_BYTES = 1_048_576;
const LIMIT_LINES_PER_RUN = 5_000;
const LIMIT_URL_CHARACTERS = 300;

/** A page gone wild fills neither the disk nor the shell's time: lines per run are bounded, the file is turned over once. */
export function openSecurityLog(file: string, now: Clock): SecurityLog {
  mkdirSync(dirname(file), { recursive: true });
  turnOver(file);
  let lines = 0;
  // Asked again and again by the browser itself; once a run says it.
  const noted = new Set<string>();
  return {
    file,
    note(entry) {
      if (entry.kind === 'origin' || entry.kind === 'permission') {
        const once = JSON.stringify(entry);
        if (noted.has(once)) return;
        noted.add(once);
      }
      if (lines >= LIMIT_LINES_PER_RUN) return;
      lines += 1;
      try {
        appendFileSync(file, `${JSON.stringify({ at: now(), ...shortened(entry) })}\n`, { mode: 0o600 });
      } catch (error) {
        process.stderr.write(`安全日志未能写入 / The security log could not be written: ${(error as Error).message}\n`);
      }
    },
  };
}

/** Addresses may carry a token or half a megabyte of `data:`; the log wants neither. */
function shortened(entry: SecurityEntry): SecurityEntry {
  if (!('url' in entry)) return entry;
  return { ...entry, url: entry.url.split(/[?#]/, 1)[0]!.slice(0, LIMIT_URL_CHARACTERS) };
}

function turnOver(file: string): void {
  try {
    if (statSync(file).size > LIMIT_BYTES) renameSync(file, `${file}.1`);
  } catch {
    // No log yet.
  }
}
