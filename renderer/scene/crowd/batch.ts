/** One crowd on the card: its buffers, its atlas, one draw call. Made again after every loss of the context. */
import type { Lens } from '../camera/view.ts';
import { AGEING_AFTER_MS, LOST_AFTER_MS, STALE_AFTER_MS } from '../units/freshness.ts';
import { type Atlas, drawAtlas } from './atlas.ts';
import { BYTES_PER_MARK, FLOATS_PER_MARK, type Marks } from './marks.ts';
import { type CrowdProgram, LOOK, TIME, WAY } from './program.ts';
import type { CrowdStyle } from './style.ts';

const FLOAT_BYTES = 4;
const AGES_S = [AGEING_AFTER_MS / 1_000, STALE_AFTER_MS / 1_000, LOST_AFTER_MS / 1_000] as const;

export interface CrowdFrame {
  readonly lens: Lens;
  readonly now: number;
  readonly serverNow: number;
  /** Device pixels to a CSS pixel, and the density of the window. */
  readonly ratio: number;
  readonly scale: number;
  readonly width: number;
  readonly height: number;
}

/** What a layer sets from frame to frame. */
export interface CrowdLook {
  readonly crowding: number;
  readonly pointOpacity: number;
}

export class GlBatch {
  readonly #gl: WebGL2RenderingContext;
  readonly #marks: Marks;
  readonly #style: CrowdStyle;
  readonly #array: WebGLVertexArrayObject | null;
  readonly #floats: WebGLBuffer | null;
  readonly #bytes: WebGLBuffer | null;
  readonly #texture: WebGLTexture | null;
  readonly #clock = new Float32Array(2);
  #atlas: Atlas | null = null;
  #drawnFor = '';

  constructor(gl: WebGL2RenderingContext, marks: Marks, style: CrowdStyle) {
    this.#gl = gl;
    this.#marks = marks;
    this.#style = style;
    this.#array = gl.createVertexArray();
    this.#floats = gl.createBuffer();
    this.#bytes = gl.createBuffer();
    this.#texture = gl.createTexture();
    gl.bindVertexArray(this.#array);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#floats);
    gl.bufferData(gl.ARRAY_BUFFER, marks.floats.byteLength, gl.DYNAMIC_DRAW);
    const stride = FLOATS_PER_MARK * FLOAT_BYTES;
    gl.enableVertexAttribArray(WAY);
    gl.vertexAttribPointer(WAY, 4, gl.FLOAT, false, stride, 0);
    gl.enableVertexAttribArray(TIME);
    gl.vertexAttribPointer(TIME, 4, gl.FLOAT, false, stride, 4 * FLOAT_BYTES);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#bytes);
    gl.bufferData(gl.ARRAY_BUFFER, marks.bytes.byteLength, gl.DYNAMIC_DRAW);
    gl.enableVertexAttribArray(LOOK);
    gl.vertexAttribIPointer(LOOK, 4, gl.UNSIGNED_BYTE, BYTES_PER_MARK, 0);
    gl.bindVertexArray(null);
    marks.touchAll();
  }

  /** The lens is already with the program. */
  draw(program: CrowdProgram, frame: CrowdFrame, look: CrowdLook): void {
    const gl = this.#gl;
    const atlas = this.#atlasFor(frame);
    // Before the upload: reading the clock may move the origin of every stored second.
    this.#marks.clock(frame.now, frame.serverNow, this.#clock);
    this.#upload();
    const { levels } = this.#style;
    gl.uniform2fv(program.at('u_now'), this.#clock);
    gl.uniform3fv(program.at('u_ages'), AGES_S);
    gl.uniform1f(program.at('u_crowding'), look.crowding);
    gl.uniform1f(program.at('u_pointOpacity'), look.pointOpacity);
    gl.uniform3f(program.at('u_steps'), levels[0].upTo, levels[1].upTo, levels[2].upTo);
    gl.uniform4fv(program.at('u_levels'), atlas.levels);
    gl.uniform2i(program.at('u_pictures'), this.#style.picturesPerLook, atlas.firstArrow);
    gl.bindTexture(gl.TEXTURE_2D, this.#texture);
    gl.bindVertexArray(this.#array);
    gl.drawArrays(gl.POINTS, 0, this.#marks.count);
  }

  dispose(): void {
    const gl = this.#gl;
    gl.deleteVertexArray(this.#array);
    gl.deleteBuffer(this.#floats);
    gl.deleteBuffer(this.#bytes);
    gl.deleteTexture(this.#texture);
  }

  #upload(): void {
    const gl = this.#gl;
    const { floats, bytes } = this.#marks;
    this.#marks.takeChanges((from, to) => {
      gl.bindBuffer(gl.ARRAY_BUFFER, this.#floats);
      const start = from * FLOATS_PER_MARK;
      gl.bufferSubData(gl.ARRAY_BUFFER, start * FLOAT_BYTES, floats, start, (to - from) * FLOATS_PER_MARK);
      gl.bindBuffer(gl.ARRAY_BUFFER, this.#bytes);
      const first = from * BYTES_PER_MARK;
      gl.bufferSubData(gl.ARRAY_BUFFER, first, bytes, first, (to - from) * BYTES_PER_MARK);
    });
  }

  #atlasFor({ ratio, scale }: CrowdFrame): Atlas {
    const key = `${ratio}/${scale}`;
    if (this.#atlas && this.#drawnFor === key) return this.#atlas;
    const gl = this.#gl;
    const atlas = drawAtlas(this.#style, ratio, scale);
    this.#atlas = atlas;
    this.#drawnFor = key;
    gl.bindTexture(gl.TEXTURE_2D, this.#texture);
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, true);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, atlas.sheet);
    for (const [name, value] of [
      [gl.TEXTURE_MIN_FILTER, gl.LINEAR],
      [gl.TEXTURE_MAG_FILTER, gl.LINEAR],
      [gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE],
      [gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE],
    ] as const) {
      gl.texParameteri(gl.TEXTURE_2D, name, value);
    }
    return atlas;
  }
}
