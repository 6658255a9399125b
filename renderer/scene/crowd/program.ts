/** The two shaders of every crowd: where a mark is at this moment, how large, and which picture of the atlas it shows. */

/** Attribute places, fixed so that the buffers need not ask. */
export const WAY = 0;
export const TIME = 1;
export const LOOK = 2;

export const LEVELS = 4;
/** A prominent mark looks as if it were so much nearer, in any crowd. */
export const PROMINENT_NEARER = 0.34;

const VERTEX = /* glsl */ `
precision highp float;
precision highp int;
layout(location = ${WAY}) in vec4 a_way;
layout(location = ${TIME}) in vec4 a_time;
layout(location = ${LOOK}) in uvec4 a_look;
uniform vec3 u_eye;
uniform vec3 u_right;
uniform vec3 u_up;
uniform vec3 u_forward;
/** Twice the focal length by the width and by the height; the focal length in CSS pixels. */
uniform vec3 u_lens;
/** The canvas in device pixels. */
uniform vec2 u_canvas;
/** Local and server seconds; seconds after which a mark is ageing, stale, lost. */
uniform vec2 u_now;
uniform vec3 u_ages;
/** Metres per pixel are multiplied by this before a size is chosen: crowds are drawn smaller. */
uniform float u_crowding;
/** Of marks drawn as points. */
uniform float u_pointOpacity;
/** Greatest metres per pixel of the three nearer levels; the last one has none. */
uniform vec3 u_steps;
/** Of each level: top of its pictures, side of a cell (0 hides it), cells to a row, share of the cell the disc fills. */
uniform vec4 u_levels[${LEVELS}];
/** Pictures to a look (one per state of freshness, or 1), and the first picture of an arrow or -1. */
uniform ivec2 u_pictures;
flat out vec3 v_cell;
flat out vec2 v_arrow;
flat out vec2 v_turn;
flat out vec2 v_ring;
flat out float v_opacity;

const vec4 NOWHERE = vec4(2.0, 2.0, 2.0, 1.0);
const float EARTH_DIAMETER = 12742000.0;

#ifdef RELIEF
/** Heights of the ground, one a texel; its first point and the step between them. */
uniform highp sampler2D u_heights;
uniform vec3 u_grid;
float groundAt(vec2 place) {
  ivec2 last = textureSize(u_heights, 0) - 2;
  vec2 cell = clamp((place - u_grid.xy) / u_grid.z, vec2(0.0), vec2(last + 1));
  ivec2 at = min(ivec2(cell), last);
  vec2 share = cell - vec2(at);
  vec2 south = vec2(texelFetch(u_heights, at, 0).r, texelFetch(u_heights, at + ivec2(1, 0), 0).r);
  vec2 north = vec2(texelFetch(u_heights, at + ivec2(0, 1), 0).r, texelFetch(u_heights, at + 1, 0).r);
  vec2 column = mix(south, north, share.y);
  return mix(column.x, column.y, share.x);
}
#else
float groundAt(vec2 place) { return 0.0; }
#endif

/** 0 on the flat map, where nothing has a height. */
uniform float u_upright;
vec4 clipOf(vec2 place) {
  // The ground falls away from the tangent plane the frame is drawn on.
  float up = u_upright * (groundAt(place) - dot(place, place) / EARTH_DIAMETER);
  vec3 away = vec3(place, up) - u_eye;
  return vec4(dot(away, u_right) * u_lens.x, dot(away, u_up) * u_lens.y, 0.0, dot(away, u_forward));
}

vec2 cellOf(int picture, vec4 level) {
  int columns = int(level.z);
  return vec2(float(picture % columns) * level.y, level.x + float(picture / columns) * level.y);
}

void main() {
  float share = a_time.y > 0.0 ? clamp((u_now.x - a_time.x) * a_time.y, 0.0, 1.0) : 1.0;
  vec2 place = mix(a_way.xy, a_way.zw, share);
  vec4 clip = clipOf(place);
  gl_Position = NOWHERE;
  gl_PointSize = 1.0;
  v_cell = vec3(0.0);
  v_arrow = vec2(-1.0);
  v_turn = vec2(0.0, 1.0);
  v_ring = vec2(0.0);
  v_opacity = 1.0;
  uint flags = a_look.y;
  if ((flags & 1u) != 0u || clip.w < 1.0) return;
  float perPixel = clip.w / u_lens.z;
  bool isProminent = (flags & 4u) != 0u;
  float crowded = perPixel * (isProminent ? ${PROMINENT_NEARER} : u_crowding);
  int nearness = crowded <= u_steps.x ? 0 : crowded <= u_steps.y ? 1 : crowded <= u_steps.z || isProminent ? 2 : 3;
  vec4 level = u_levels[nearness];
  if (level.y <= 0.0) return;

  int freshness = 0;
  if (u_pictures.x > 1) {
    float age = u_now.y - a_time.z;
    freshness = a_time.z < -1.0e8 ? 4 : age > u_ages.z ? 3 : age > u_ages.y ? 2 : age > u_ages.x ? 1 : 0;
  }
  int look = int(a_look.x);
  vec2 onScreen = clip.xy / clip.w;
  // Letters stay sharp on whole pixels; points are small enough to glide.
  if (nearness < 3) onScreen = round((onScreen * 0.5 + 0.5) * u_canvas) / u_canvas * 2.0 - 1.0;
  gl_Position = vec4(onScreen, isProminent ? -0.5 : 0.0, 1.0);
  gl_PointSize = level.y;
  if (nearness == 3) v_opacity = u_pointOpacity;
  v_cell = vec3(cellOf(look * u_pictures.x + freshness, level), level.y);
  v_ring = (flags & 2u) != 0u ? vec2(level.w, level.y) : vec2(0.0);
  if (u_pictures.y < 0 || nearness > 1 || freshness > 1 || a_time.w > 100.0) return;
  vec2 heading = vec2(sin(a_time.w), cos(a_time.w));
  vec4 aheadClip = clipOf(place + heading * perPixel * 6.0);
  if (aheadClip.w < 1.0) return;
  vec2 along = (aheadClip.xy / aheadClip.w - clip.xy / clip.w) * u_canvas;
  if (dot(along, along) < 1.0e-6) return;
  v_turn = normalize(along);
  v_arrow = cellOf(u_pictures.y + (look & 1) * u_pictures.x + freshness, level);
}`;

const FRAGMENT = /* glsl */ `#version 300 es
precision highp float;
uniform sampler2D u_atlas;
flat in vec3 v_cell;
flat in vec2 v_arrow;
flat in vec2 v_turn;
flat in vec2 v_ring;
flat in float v_opacity;
out vec4 o_colour;

vec4 picture(vec2 cell, vec2 at) {
  vec2 inside = clamp(at * v_cell.z, vec2(0.5), vec2(v_cell.z - 0.5));
  return texture(u_atlas, (cell + inside) / vec2(textureSize(u_atlas, 0)));
}

void main() {
  vec4 colour = picture(v_cell.xy, gl_PointCoord) * v_opacity;
  vec2 out_ = gl_PointCoord - 0.5;
  if (v_arrow.x >= 0.0) {
    // The arrow lies under its disc. Points count downwards, the screen upwards.
    vec2 turned = vec2(out_.x * v_turn.y + out_.y * v_turn.x, out_.y * v_turn.y - out_.x * v_turn.x);
    colour += picture(v_arrow, turned + 0.5) * (1.0 - colour.a);
  }
  if (v_ring.x > 0.0) {
    float away = abs(length(out_) * v_ring.y - (v_ring.x * v_ring.y * 0.5 + 1.0));
    float cover = clamp(1.6 - away, 0.0, 1.0);
    colour = mix(colour, vec4(1.0), cover);
  }
  if (colour.a <= 0.0) discard;
  o_colour = colour;
}`;

export interface CrowdProgram {
  /** Everything drawn from now on is drawn with it. */
  use(): void;
  /** Uniform places by name. */
  at(name: string): WebGLUniformLocation | null;
}

/** Throws with the driver's words when it does not take the shaders; null when the context was lost meanwhile. */
export function crowdProgram(gl: WebGL2RenderingContext, hasRelief: boolean): CrowdProgram | null {
  const program = gl.createProgram();
  const vertex = `#version 300 es\n${hasRelief ? '#define RELIEF\n' : ''}${VERTEX}`;
  const shaders = [compiled(gl, gl.VERTEX_SHADER, vertex), compiled(gl, gl.FRAGMENT_SHADER, FRAGMENT)];
  if (!program || shaders.some((shader) => shader === null)) return null;
  for (const shader of shaders) gl.attachShader(program, shader!);
  gl.linkProgram(program);
  for (const shader of shaders) gl.deleteShader(shader);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) {
    if (gl.isContextLost()) return null;
    throw new Error(`crowd shaders: ${gl.getProgramInfoLog(program) ?? 'not linked'}`);
  }
  const places = new Map<string, WebGLUniformLocation | null>();
  return {
    use: () => gl.useProgram(program),
    at(name) {
      let place = places.get(name);
      if (place === undefined) {
        place = gl.getUniformLocation(program, name);
        places.set(name, place);
      }
      return place;
    },
  };
}

function compiled(gl: WebGL2RenderingContext, kind: number, source: string): WebGLShader | null {
  const shader = gl.createShader(kind);
  if (!shader) return null;
  gl.shaderSource(shader, source);
  gl.compileShader(shader);
  if (gl.getShaderParameter(shader, gl.COMPILE_STATUS) || gl.isContextLost()) return shader;
  throw new Error(`crowd shaders: ${gl.getShaderInfoLog(shader) ?? 'not compiled'}`);
}
