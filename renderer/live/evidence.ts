import type { DeskSource } from './deskSource.ts';

/** `unknown`: this page stands where the browser has no digest to check with. */
export type Digest = 'right' | 'wrong' | 'unknown';
export type FetchedEvidence =
  | { readonly state: 'found'; readonly blob: Blob; readonly digest: Digest }
  /** It is not there, or the core is not. */
  | { readonly state: 'lost' };

/** A file of the field as the core keeps it, and whether its bytes are those its name says. */
export async function fetchEvidence({ door }: Pick<DeskSource, 'door'>, hash: string): Promise<FetchedEvidence> {
  if (!door) return { state: 'lost' };
  try {
    const response = await fetch(`${door.url}/api/evidence/${hash}`, {
      headers: { authorization: `Bearer ${door.token}` },
    });
    if (!response.ok) return { state: 'lost' };
    const blob = await response.blob();
    return { state: 'found', blob, digest: await digestOf(blob, hash) };
  } catch {
    return { state: 'lost' };
  }
}

async function digestOf(blob: Blob, hash: string): Promise<Digest> {
  if (!globalThis.crypto?.subtle) return 'unknown';
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex === hash ? 'right' : 'wrong';
}
