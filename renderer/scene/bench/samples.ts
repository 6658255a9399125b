/** What the bench's page hands out; free of the DOM, so that the driver may name it. */

/** The events under which the work on units and cameras stands in the trace. */
export const CROWD_WORK = 'bench-crowd';

export interface OurSamples {
  readonly forSeconds: number;
  /** Milliseconds by the clock for taking fixes over and drawing the crowds, one sample for each frame that did. */
  readonly crowdMs: number[];
  /** Script of each batch of fixes at the moment it arrives. */
  readonly deliveryMs: number[];
}

export interface PeerSamples {
  /** Milliseconds of script a frame: moving the points, and drawing the scene. */
  readonly moveMs: number[];
  readonly drawMs: number[];
}
