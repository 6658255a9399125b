// The table of figures: what a bench must hand over, and how it is read by people.

/**
 * @typedef {{p50?: number | null, p99?: number | null, max?: number | null}} Spread
 * @typedef {object} FigureFields
 * @property {string} what as in the design's table of figures
 * @property {string} aim in words, with its unit
 * @property {string} unit of `ours` and `peer`
 * @property {number | Spread} [ours] one number, or how it spreads; beside one number the spread may stand in the figure itself
 * @property {number | (Spread & {name: string}) | null} [peer] the same work done another way in the same run
 * @property {number} [ratio] ours to the peer's; worked out when both are single numbers
 * @property {boolean} [met] left out where the aim is judged by a person
 * @property {string} [note]
 * @property {string} [notMeasured] what this machine lacks for it; then there are no numbers
 * @typedef {FigureFields & Spread} Figure
 *
 * @typedef {ReturnType<typeof import('./machine.mjs').describeMachine>} Machine
 */

const heads = ['what', 'aim', 'unit', 'ours', 'p50', 'p99', 'max', 'peer', 'ratio', 'met'];

/** @param {unknown} figure @returns {string[]} what is wrong with it; a made-up or missing number must not pass as a figure */
export function problemsOf(figure) {
  const name = figure?.what || 'a figure without a name';
  const texts = ['what', 'aim', 'unit'].filter((key) => typeof figure?.[key] !== 'string' || figure[key] === '');
  const numbers = numbersOf(figure?.ours);
  const isLacking = typeof figure?.notMeasured === 'string' && figure.notMeasured !== '' && numbers.length === 0;
  const isBroken = numbers.length === 0 || numbers.some((value) => !Number.isFinite(value));
  return [
    ...texts.map((key) => `${name}: ${key} is missing`),
    ...(isBroken && !isLacking ? [`${name}: ours has no finite numbers`] : []),
    ...(['boolean', 'undefined'].includes(typeof figure?.met) ? [] : [`${name}: met is not yes or no`]),
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
  const noteOf = ({ notMeasured, note }) => (notMeasured ? `not measured: ${notMeasured}` : note);
  const notes = figures.filter(noteOf).map((figure) => `- ${figure.what}: ${noteOf(figure)}`);
  return `${[machineLine(machine), '', line(heads), line(heads.map(() => '---')), ...figures.map(cells).map(line), '', ...notes].join('\n').trimEnd()}\n`;
}

function cells(figure) {
  if (figure.notMeasured) return [figure.what, figure.aim, figure.unit, 'not measured', '', '', '', '', '', ''];
  const spread = typeof figure.ours === 'number' ? figure : figure.ours;
  return [
    figure.what,
    figure.aim,
    figure.unit,
    typeof figure.ours === 'number' ? rounded(figure.ours) : '',
    rounded(spread.p50),
    rounded(spread.p99),
    rounded(spread.max),
    peerCell(figure.peer),
    ratioCell(figure),
    figure.met === undefined ? '' : figure.met ? 'yes' : 'NO',
  ];
}

function peerCell(peer) {
  if (peer === null || peer === undefined) return '';
  const numbers = numbersOf(peer).map(rounded).join(' / ');
  return typeof peer === 'number' ? numbers : `${peer.name}: ${numbers}`;
}

function ratioCell({ ours, peer, ratio }) {
  const both = typeof ours === 'number' && typeof peer === 'number';
  const value = ratio ?? (both ? ours / peer : undefined);
  return value === undefined ? '' : `${rounded(value)}×`;
}

/** The numbers of a single value or of a spread, in the order p50, p99, max. */
function numbersOf(value) {
  if (typeof value === 'number') return [value];
  return ['p50', 'p99', 'max'].map((key) => value?.[key]).filter((number) => number !== undefined && number !== null);
}

const machineLine = ({ cpu, cores, memoryGiB, kernel, node }) =>
  `${cpu}, ${cores} cores, ${memoryGiB} GiB, ${kernel}, Node ${node}`;

function rounded(value) {
  if (value === undefined || value === null) return '';
  if (Math.abs(value) >= 1_000) return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(3)));
}
