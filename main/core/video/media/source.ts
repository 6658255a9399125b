/** What can be pulled as pictures of H.264: a camera, a looped file, a media server. The hub opens one per stream. */
import type { Disposable } from '#shared/kit/disposable.ts';
import type { MediaFault } from './fault.ts';
import type { AccessUnit } from './h264/accessUnit.ts';

export interface SourceListener {
  onUnit(unit: AccessUnit): void;
  /** Once, last: it gives nothing any more. Not told when it is disposed. */
  onEnd(fault: MediaFault): void;
}

/** Opens it and answers at once; what becomes of it comes through the listener, never before this has returned. */
export type OpenSource = (listener: SourceListener) => Disposable;
