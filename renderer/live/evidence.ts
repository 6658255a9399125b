import type { DeskSource } from './deskSource.ts';

/** A file of the field as the core keeps it; null when it is not there, or the core is not. */
export async function fetchEvidence({ door }: Pick<DeskSource, 'door'>, hash: string): Promise<Blob | null> {
  if (!door) return null;
  try {
    const response = await fetch(`${door.url}/api/evidence/${hash}`, {
      headers: { authorization: `Bearer ${door.token}` },
    });
    return response.ok ? await response.blob() : null;
  } catch {
    return null;
  }
}
