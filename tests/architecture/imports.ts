// What each source file imports, read from its syntax tree: static, re-exported, dynamic, and types inside annotations.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, resolve, sep } from 'node:path';
import { parseAst } from 'rolldown/parseAst';

export interface SourceFile {
  /** Path from the repository root, with forward slashes. */
  readonly path: string;
  readonly source: string;
}

export interface Import {
  readonly specifier: string;
  /** True when nothing of it is left at run time. */
  readonly typeOnly: boolean;
}

export const repositoryRoot = resolve(import.meta.dirname, '../..');

/** Every TypeScript file under the given top folders; tests are included and told apart by their name. */
export function readSources(folders: readonly string[]): SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(join(repositoryRoot, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => `${folder}/${name.split(sep).join('/')}`)
      .map((path) => ({ path, source: readFileSync(join(repositoryRoot, path), 'utf8') })),
  );
}

export function importsOf(file: SourceFile): Import[] {
  const found: Import[] = [];
  walk(parseAst(file.source, { lang: file.path.endsWith('x') ? 'tsx' : 'ts' }), (node) => {
    const specifier = specifierOf(node);
    if (specifier !== undefined) found.push({ specifier, typeOnly: isTypeOnly(node) });
  });
  return found;
}

/** The repository path an import means, or undefined for a package or a Node module. */
export function pathOf(importer: string, specifier: string): string | undefined {
  if (specifier.startsWith('#')) return specifier.slice(1);
  if (specifier.startsWith('.')) return posix.normalize(posix.join(posix.dirname(importer), specifier));
  return undefined;
}

type Node = Record<string, unknown> & { readonly type: string };

const importingNodes = new Set([
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
  'TSImportType',
]);

function specifierOf(node: Node): string | undefined {
  if (isRequireCall(node)) return literalOf((node.arguments as unknown[])[0]);
  return importingNodes.has(node.type) ? literalOf(node.source) : undefined;
}

function isRequireCall(node: Node): boolean {
  return node.type === 'CallExpression' && isNode(node.callee) && node.callee.name === 'require';
}

function isTypeOnly(node: Node): boolean {
  return node.type === 'TSImportType' || node.importKind === 'type' || node.exportKind === 'type';
}

const literalOf = (value: unknown): string | undefined =>
  isNode(value) && typeof value.value === 'string' ? value.value : undefined;

function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, visit);
  } else if (isNode(value)) {
    visit(value);
    for (const child of Object.values(value)) walk(child, visit);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
