/** The heights of the ground as the card reads them, for marks that stand on hills. */
import type { HeightGrid } from '#shared/geo/terrain/heightGrid.ts';
import type { CrowdProgram } from './program.ts';

const UNIT = 1;

/** Hands the heights over once; they stay bound while the context lives, beside the atlas of whichever crowd is drawn. */
export function bindRelief(gl: WebGL2RenderingContext, program: CrowdProgram, field: HeightGrid): void {
  const { columns, rows, heights, west, south, stepM } = field;
  gl.activeTexture(gl.TEXTURE0 + UNIT);
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.R32F, columns, rows, 0, gl.RED, gl.FLOAT, heights);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
  gl.activeTexture(gl.TEXTURE0);
  program.use();
  gl.uniform1i(program.at('u_heights'), UNIT);
  gl.uniform3f(program.at('u_grid'), west, south, stepM);
}
