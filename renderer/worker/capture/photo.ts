/** A picture as it may leave the phone: redrawn, so that nothing of where and with what it was taken goes along. */
import type { OutboxFile } from '../outbox/item.ts';

const LONGEST_PX = 1_600;
const QUALITY = 0.82;

/** JPEG of at most 1600 pixels a side. Null when it is no picture this phone can read. */
export async function photoOf(file: Blob): Promise<OutboxFile | null> {
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, LONGEST_PX / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', QUALITY));
    return blob && (await fileOf(blob));
  } catch {
    return null;
  }
}

/** With the name evidence has: its SHA-256. */
export async function fileOf(blob: Blob): Promise<OutboxFile> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()));
  return { hash: Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join(''), blob };
}
