import { DEVICE_IMPORT_BYTES, type DeviceImportField, type DeviceImportPreview } from '#shared/wire/deviceImport.ts';
import { askCore } from './askCore.ts';
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
  { door }: Pick<SeatClient, 'door'>,
  file: Blob & { readonly name: string },
  { datum, mapping }: ImportWishes,
): Promise<PreviewAnswer> {
  if (file.size > DEVICE_IMPORT_BYTES) return { state: 'tooLarge' };
  const asked = new URLSearchParams({ name: file.name });
  if (datum) asked.set('datum', datum);
  if (mapping) asked.set('mapping', JSON.stringify(mapping));
  const read = async (response: Response) => ((await response.json()) as { preview: DeviceImportPreview }).preview;
  const question = { method: 'POST', file, withinMs: ANSWER_WITHIN_MS } as const;
  const answer = await askCore(door, `/api/devices/preview?${asked}`, read, question);
  if (answer.ok) return { state: 'ready', preview: answer.value };
  const { status, code, message } = answer.failure;
  return status === null ? { state: 'unreachable' } : { state: 'refused', code, message };
}
