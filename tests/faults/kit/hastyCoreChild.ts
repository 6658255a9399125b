/**
 * A core that answers first and stores afterwards: the control that must lose. Real links, real desk, real journal; the
 * one thing wrong with it is that nobody waits for the disk.
 */
import { runCoreInParts } from './coreInParts.ts';

/** Alarms gather this long before they are written: a write-behind cache, as somebody in a hurry would build it. */
const WRITE_BEHIND_MS = 40;

await runCoreInParts((deliver) => async (signal) => {
  setTimeout(() => void deliver(signal), WRITE_BEHIND_MS);
});
