/**
 * Whether a graphics card draws or the processor does. On a processor every picture costs all others their time, the core's
 * included: fewer pictures, and fewer pixels while the view moves.
 */
export interface Quality {
  readonly isSoftware: boolean;
  readonly samples: number;
  /** Map pixels per CSS pixel at rest and while the view moves. The overlay keeps the screen's own density. */
  readonly restScale: number;
  readonly movingScale: number;
  /** Shortest time between two paintings of the overlay, ms: while an alarm beats, and while things only move. */
  readonly beatMs: number;
  readonly motionMs: number;
}

const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

export function qualityFor(renderer: string, pixelRatio: number): Quality {
  if (SOFTWARE.test(renderer)) {
    return { isSoftware: true, samples: 1, restScale: 1, movingScale: 0.55, beatMs: 240, motionMs: 480 };
  }
  const scale = Math.min(pixelRatio, 2);
  return { isSoftware: false, samples: 4, restScale: scale, movingScale: scale, beatMs: 33, motionMs: 33 };
}

/** Whether there is WebGL 2 at this moment. Without it Cesium never says that it cannot start. */
export function hasGraphics(): boolean {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  gl?.getExtension('WEBGL_lose_context')?.loseContext();
  return gl !== null;
}

let known: string | null = null;

/** Asks the driver once per window; an unknown driver counts as a graphics card. */
export function rendererName(): string {
  if (known !== null) return known;
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  const info = gl?.getExtension('WEBGL_debug_renderer_info');
  known = gl && info ? String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL)) : '';
  gl?.getExtension('WEBGL_lose_context')?.loseContext();
  return known;
}
