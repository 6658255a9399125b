/**
 * Whether the application starts when this machine's user signs in: the system's own list on Windows and macOS, an autostart entry of the
 * desktop on Linux (freedesktop.org Desktop Application Autostart 0.5).
 */
import { existsSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'electron';
import type { ShellOptions } from '../options.ts';
import { replaceFile } from '../settings.ts';

export interface LoginStartOptions {
  readonly app: App;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What has to stand behind the program so that it is this station again. */
  readonly args: readonly string[];
  readonly say: (line: string) => void;
}

const ENTRY = 'pingan-command.desktop';

/** What was said at this start about which station and which wall; from source also what the runtime is to run. */
export function stationArguments(
  { configFile, dataDirectory, wall }: Pick<ShellOptions, 'configFile' | 'dataDirectory' | 'wall'>,
  applicationPath: string | null,
): string[] {
  return [
    ...(applicationPath ? [applicationPath] : []),
    ...(configFile ? [`--config=${configFile}`] : []),
    ...(dataDirectory ? [`--data=${dataDirectory}`] : []),
    ...(wall ? [`--wall=${wall}`] : []),
  ];
}

/** @returns false when the system did not take it */
export function keepLoginStart(withLogin: boolean, { app, platform, env, args, say }: LoginStartOptions): boolean {
  try {
    if (platform !== 'linux') {
      app.setLoginItemSettings({ openAtLogin: withLogin, args: [...args] });
      return true;
    }
    const file = join(env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'autostart', ENTRY);
    // An AppImage runs from a place that is another one each time.
    if (withLogin) replaceFile(file, desktopEntry([env.APPIMAGE || process.execPath, ...args]), 0o644);
    else if (existsSync(file)) rmSync(file);
    return true;
  } catch (error) {
    say(`开机启动未能设置 / Starting with the login could not be set: ${(error as Error).message}`);
    return false;
  }
}

/** @param command program and arguments */
export function desktopEntry(command: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Ping’an Command',
    'Name[zh_CN]=平安指挥',
    `Exec=${command.map(quoted).join(' ')}`,
    'Terminal=false',
    '',
  ].join('\n');
}

/**
 * Desktop Entry Specification 1.5, “The Exec key”: an argument in double quotes, with backslash, quote, backtick and dollar escaped, percent
 * doubled, and the whole escaped once more as a string value.
 */
function quoted(argument: string): string {
  const inQuotes = argument.replace(/[\\"`$]/g, '\\$&').replaceAll('%', '%%');
  return `"${inQuotes.replaceAll('\\', '\\\\')}"`;
}
