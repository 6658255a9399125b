// Documents that are true: what they show as configuration parses, what they name exists.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { parseStation } from '#main/core/config.ts';
import { COMMAND_ROLES } from '#shared/wire/roles.ts';

const root = join(import.meta.dirname, '../..');
const LARGEST_IMAGE_BYTES = 400_000;

const pages = ['README.md', ...filesBelow('docs').filter((path) => path.endsWith('.md'))];
const integrator = pages.filter((path) => path.startsWith('docs/integrator')).map(read);

function filesBelow(folder: string): string[] {
  const found = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile()).map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function jsonBlocks(text: string): unknown[] {
  return [...text.matchAll(/^```json\n([\s\S]*?)^```$/gm)].map(([, block]) => JSON.parse(block ?? ''));
}

/** Names refused or answered by the code a client talks to. */
function refusalCodes(): string[] {
  const sources = ['shared/domain', 'main/core/desk', 'main/core/gateway'].flatMap(filesBelow);
  const found = sources
    // A parser's reasons are counted and answered in words, not as codes.
    .filter((path) => path.endsWith('.ts') && !/(?:\.test|Parse)\.ts$/.test(path))
    .flatMap((path) => [...read(path).matchAll(/refuse\((?:reply, \d{3}, )?'(\w+)'/g)].map(([, code]) => code ?? ''));
  // The desk makes these commands itself: no client can be refused so.
  return [...new Set(found)].filter((code) => !['alarmExists', 'incidentExists', 'unknownDevice'].includes(code));
}

test('every block marked json is JSON, and every station among them is accepted by the core', () => {
  const stations = integrator
    .flatMap(jsonBlocks)
    .filter((value) => typeof value === 'object' && value !== null && 'station' in value);
  expect(stations.length).toBeGreaterThan(1);
  expect(stations.map((station) => parseStation(station, root)).filter(({ ok }) => !ok)).toEqual([]);
});

test('every relative link leads to a file', () => {
  const broken = pages.flatMap((page) =>
    [...read(page).matchAll(/\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)/g)]
      .map(([, target]) => join(dirname(page), target ?? ''))
      .filter((target) => !existsSync(join(root, target)))
      .map((target) => `${page} → ${target}`),
  );
  expect(broken).toEqual([]);
});

test('the README says the two commands as CI runs them', () => {
  const readme = read('README.md');
  expect(['npm ci && npm start', 'npm ci && npm test'].filter((command) => !readme.includes(command))).toEqual([]);
});

test('the integrator guide names every command and every refusal a client can get', () => {
  const text = integrator.join('\n');
  const named = (word: string) => text.includes(`\`${word}\``);
  expect([...Object.keys(COMMAND_ROLES), ...refusalCodes()].filter((word) => !named(word))).toEqual([]);
});

test('every dependency has its exact version and a reason on its page', () => {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(read('package.json'));
  const page = read('docs/decisions/2026-11-21-dependencies.md');
  const lacking = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
    .map(([name, version]) => `| \`${name}\` | ${version} | `)
    .filter((row) => !page.includes(row));
  expect(lacking).toEqual([]);
});

test('pictures are small enough to clone and are shown somewhere', () => {
  const text = pages.map(read).join('\n');
  const bad = filesBelow('docs/images').filter(
    (path) => statSync(join(root, path)).size > LARGEST_IMAGE_BYTES || !text.includes(path.replace('docs/', '')),
  );
  expect(bad).toEqual([]);
});
