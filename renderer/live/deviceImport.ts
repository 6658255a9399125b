import { DEVICE_IMPORT_BYTES, type DeviceImportField, type DeviceImportPreview } from '#shared/wire/deviceImport.ts';
import type { SeatClient } from './seatClient.ts';

/** How a file is to be read otherwise than guessed. */
export interface ImportWishes {
  readonly datum: DeviceImportPreview['datum'] | null;
  /** Heading of the column each field is taken from; null as a heading: not taken. Null as a whole: guessed. */
  readonly mapping: Readonly<Record<DeviceImportField, string | null>> | null;
}

export type PreviewAnswer =
  | { readonly state: 'ready'; readonly preview: DeviceImportPreview }
  | { readonly state: 'refused'; readonly code: string; readonly message: string }
  | { readonly state: 'tooLarge' }
  | { readonly state: 'unreachable' };

const ANSWER_WITHIN_MS = 60_000;

/** Has the core read a list of devices; nothing is enrolled by it (shared/wire/deviceImport.ts). */
export async function previewDevices(
  client: Pick<SeatClient, 'door'>,
  file: Blob & { readonly name: string },
  { datum, mapping }: ImportWishes,
): Promise<PreviewAnswer> {
  const { door } = client;
  if (file.size > DEVICE_IMPORT_BYTES) return { state: 'tooLarge' };
  if (!door) return { state: 'unreachable' };
  const url = new URL('/api/devices/preview', door.url);
  url.searchParams.set('name', file.name);
  if (datum) url.searchParams.set('datum', datum);
  if (mapping) url.searchParams.set('mapping', JSON.stringify(mapping));
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${door.token}`, 'content-type': 'application/octet-stream' },
      body: file,
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    const answer = (await response.json()) as { code?: string; message?: string; preview?: DeviceImportPreview };
    const { preview, code = String(response.status), message = '' } = answer;
    return preview ? { state: 'ready', preview } : { state: 'refused', code, message };
  } catch {
    return { state: 'unreachable' };
  }
}
