/**
 * Text inside DC-09 messages. The codec works on latin1 strings (one character per byte: pads may be binary); only what a
 * person will read is decoded. The standard says Windows-1252, panels also send UTF-8: UTF-8 when it is valid, else 1252.
 */
const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** Windows-1252 for bytes 80 to 9F; the five unassigned stay as they are. Not TextDecoder: some Node builds read latin1. */
const WINDOWS_1252_80_TO_9F = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

export function readText(latin1: string): string {
  try {
    return UTF8.decode(Buffer.from(latin1, 'latin1'));
  } catch {
    return latin1.replace(/[\u0080-\u009f]/g, (byte) => WINDOWS_1252_80_TO_9F.charAt(byte.charCodeAt(0) - 0x80));
  }
}
