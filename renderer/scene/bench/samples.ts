/** What the bench's page hands out; free of the DOM, so that the driver may name it. */

/** The events under which the work on units and cameras stands in the trace. */
export const CROWD_WORK = 'bench-crowd';

export interface OurSamples {
  readonly forSeconds: number;
  /** Milliseconds of script a frame, everything: fixes taken over, crowds, map, overlay. */
  readonly frameMs: number[];
  /** Of that, fixes and crowds; and the whole overlay. One sample for each frame that drew them. */
  readonly crowdMs: number[];
  readonly overlayMs: number[];
  /** Script of each batch of fixes at the moment it arrives. */
  readonly deliveryMs: number[];
}

export interface PeerSamples {
  /** Milliseconds of script a frame: moving the points, and drawing the scene. */
  readonly moveMs: number[];
  readonly drawMs: number[];
}
