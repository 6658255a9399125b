// The table of figures: what a bench must hand over, and how it is read by people.

/**
 * @typedef {{p50?: number, p99?: number, max?: number}} Spread in the figure's unit; a rate has only p50
 * @typedef {object} Figure
 * @property {string} what as in the design's table of figures
 * @property {string} aim in words, with its unit
 * @property {string} unit of every number here
 * @property {Spread} ours
 * @property {Spread & {name: string}} [peer] the same work done another way in the same run
 * @property {number} [ratio] ours to the peer's, in the direction the aim speaks of
 * @property {boolean} met
 * @property {string} [note]
 *
 * @typedef {ReturnType<typeof import('./machine.mjs').describeMachine>} Machine
 */

const heads = ['what', 'aim', 'unit', 'p50', 'p99', 'max', 'peer', 'ratio', 'met'];

/** @param {unknown} figure @returns {string[]} what is wrong with it; a made-up or missing number must not pass as a figure */
export function problemsOf(figure) {
  const name = figure?.what ?? 'a figure without a name';
  const texts = ['what', 'aim', 'unit'].filter((key) => typeof figure?.[key] !== 'string' || figure[key] === '');
  const numbers = Object.values(figure?.ours ?? {});
  return [
    ...texts.map((key) => `${name}: ${key} is missing`),
    ...(numbers.length === 0 || numbers.some((value) => !Number.isFinite(value))
      ? [`${name}: ours has no finite numbers`]
      : []),
    ...(typeof figure?.met === 'boolean' ? [] : [`${name}: met is not yes or no`]),
  ];
}

/** @param {Figure[]} figures @param {Machine} machine */
export function asText(figures, machine) {
  const rows = [heads, ...figures.map(cells)];
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd(),
  );
  return [machineLine(machine), '', ...lines].join('\n');
}

/** @param {Figure[]} figures @param {Machine} machine */
export function asMarkdown(figures, machine) {
  const line = (row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const notes = figures.filter((figure) => figure.note).map((figure) => `- ${figure.what}: ${figure.note}`);
  return `${[machineLine(machine), '', line(heads), line(heads.map(() => '---')), ...figures.map(cells).map(line), '', ...notes].join('\n').trimEnd()}\n`;
}

function cells(figure) {
  const { ours, peer } = figure;
  return [
    figure.what,
    figure.aim,
    figure.unit,
    rounded(ours.p50),
    rounded(ours.p99),
    rounded(ours.max),
    peer
      ? `${peer.name}: ${[peer.p50, peer.p99, peer.max]
          .filter((value) => value !== undefined)
          .map(rounded)
          .join(' / ')}`
      : '',
    figure.ratio === undefined ? '' : `${rounded(figure.ratio)}×`,
    figure.met ? 'yes' : 'NO',
  ];
}

const machineLine = ({ cpu, cores, memoryGiB, kernel, node }) =>
  `${cpu}, ${cores} cores, ${memoryGiB} GiB, ${kernel}, Node ${node}`;

function rounded(value) {
  if (value === undefined) return '';
  if (Math.abs(value) >= 1_000) return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(3)));
}
