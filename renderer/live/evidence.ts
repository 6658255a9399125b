import { askCore } from './askCore.ts';
import type { DeskSource } from './deskSource.ts';

const FILE_WITHIN_MS = 60_000;

/** `unknown`: this page stands where the browser has no digest to check with. */
export type Digest = 'right' | 'wrong' | 'unknown';
export type FetchedEvidence =
  | { readonly state: 'found'; readonly blob: Blob; readonly digest: Digest }
  /** It is not there, or the core is not. */
  | { readonly state: 'lost' };

/** A file of the field as the core keeps it, and whether its bytes are those its name says. */
export async function fetchEvidence({ door }: Pick<DeskSource, 'door'>, hash: string): Promise<FetchedEvidence> {
  const answer = await askCore(door, `/api/evidence/${hash}`, (response) => response.blob(), {
    withinMs: FILE_WITHIN_MS,
  });
  if (!answer.ok) return { state: 'lost' };
  return { state: 'found', blob: answer.value, digest: await digestOf(answer.value, hash) };
}

async function digestOf(blob: Blob, hash: string): Promise<Digest> {
  if (!globalThis.crypto?.subtle) return 'unknown';
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex === hash ? 'right' : 'wrong';
}
