/**
 * What may stand on the command line of the application. Chromium and Electron put switches of their own before, between
 * and after ours, so arguments are found by name and never by position; a switch of ours that is wrong stops the start.
 */
import { isAbsolute, resolve } from 'node:path';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import type { Language } from '#shared/wire/bridge.ts';
import { readHostAddress, showHostAddress } from './join/hostAddress.ts';

export interface ShellOptions {
  /** Absolute path of station.json; null runs the built-in demo district with its drill. */
  readonly configFile: string | null;
  /** Absolute folder of the journal and of everything this station keeps; null takes the application's own. */
  readonly dataDirectory: string | null;
  /** Absolute path of the PNG to write before leaving again. */
  readonly screenshotFile: string | null;
  /** Size of the page in pixels. */
  readonly size: { readonly width: number; readonly height: number } | null;
  readonly language: Language | null;
  /** Windows of the wall: on every display but the desk's, or on all of them and no desk. */
  readonly wall: 'others' | 'all' | null;
  /** The host this machine is to be a seat of; null runs a core of its own, or is the seat it has become before. */
  readonly join: { readonly address: string; readonly code: string | null; readonly fingerprint: string | null } | null;
}

const SWITCHES = [
  '--config',
  '--data',
  '--screenshot',
  '--size',
  '--lang',
  '--join',
  '--code',
  '--fingerprint',
  '--wall',
] as const;
type Switch = (typeof SWITCHES)[number];

/** What a switch means that stands there without a value; all others need one. */
const ALONE: Partial<Record<Switch, string>> = { '--wall': 'others' };

const SIZE = /^(\d{3,5})x(\d{3,5})$/;
const LIMIT_CHARACTERS = 4_096;

/**
 * Reads our switches out of a whole argument list, as `--name=value` or `--name value`.
 * @param workingDirectory what relative paths start at
 */
export function readShellOptions(argv: readonly string[], workingDirectory: string): Result<ShellOptions> {
  const values = new Map<Switch, string>();
  for (const [index, argument] of argv.entries()) {
    const name = SWITCHES.find((known) => argument === known || argument.startsWith(`${known}=`));
    if (name === undefined) continue;
    const isAlone = argument === name && ALONE[name] !== undefined;
    const value = isAlone ? ALONE[name] : argument === name ? argv[index + 1] : argument.slice(name.length + 1);
    if (value === undefined || value === '' || (argument === name && value.startsWith('--'))) {
      return refuse('option', `${name} 缺少值 / needs a value`);
    }
    if (value.length > LIMIT_CHARACTERS || value.includes('\0'))
      return refuse('option', `${name} 的值无效 / is not valid`);
    if (values.has(name)) return refuse('option', `${name} 重复 / given twice`);
    values.set(name, value);
  }
  const size = readSize(values.get('--size'));
  if (!size.ok) return size;
  const language = readLanguage(values.get('--lang'));
  if (!language.ok) return language;
  const wall = readWall(values.get('--wall'));
  if (!wall.ok) return wall;
  const join = readJoin(values);
  if (!join.ok) return join;
  const path = (name: Switch) => absolute(values.get(name), workingDirectory);
  return ok({
    configFile: path('--config'),
    dataDirectory: path('--data'),
    screenshotFile: path('--screenshot'),
    size: size.value,
    language: language.value,
    wall: wall.value,
    join: join.value,
  });
}

function readSize(text: string | undefined): Result<ShellOptions['size']> {
  if (text === undefined) return ok(null);
  const match = SIZE.exec(text);
  const [width, height] = [Number(match?.[1]), Number(match?.[2])];
  if (!match || width < 320 || height < 240 || width > 16_384 || height > 16_384) {
    return refuse('option', '--size 应为 宽x高（像素），例如 1366x768 / is WIDTHxHEIGHT in pixels, such as 1366x768');
  }
  return ok({ width, height });
}

function readLanguage(text: string | undefined): Result<Language | null> {
  if (text === undefined || text === 'zh-CN' || text === 'en') return ok(text ?? null);
  return refuse('option', '--lang 应为 zh-CN 或 en / is zh-CN or en');
}

function readWall(text: string | undefined): Result<ShellOptions['wall']> {
  if (text === undefined || text === 'others' || text === 'all') return ok(text ?? null);
  return refuse('option', '--wall 单独使用，或写 --wall=all / stands alone or as --wall=all');
}

function readJoin(values: ReadonlyMap<Switch, string>): Result<ShellOptions['join']> {
  const text = values.get('--join');
  const [code = null, fingerprint = null] = [values.get('--code'), values.get('--fingerprint')];
  if (text === undefined) {
    if (code === null && fingerprint === null) return ok(null);
    return refuse('option', '--code、--fingerprint 需要 --join / go with --join only');
  }
  if (values.has('--config'))
    return refuse('option', '--join 不能与 --config 同用：一台机器要么是主机，要么是席位 / cannot stand with --config');
  const address = readHostAddress(text);
  if (address === null) {
    return refuse('option', '--join 应为 主机:端口，例如 192.168.1.10:4743 / is host:port, such as 192.168.1.10:4743');
  }
  return ok({ address: showHostAddress(address), code, fingerprint });
}

function absolute(path: string | undefined, workingDirectory: string): string | null {
  if (path === undefined) return null;
  return isAbsolute(path) ? path : resolve(workingDirectory, path);
}
