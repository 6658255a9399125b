/**
 * Everything that must be settled before Electron is ready: what was asked for, which folder is ours, that nobody else uses
 * it, that nobody tampers with a release, the sandbox, the schemes. Null means that this process has already said why and leaves.
 */
import { join } from 'node:path';
import { app } from 'electron';
import { dataFolderOf, glanceAtStation, type StationGlance, shellFolderOf } from './dataFolder.ts';
import { showHostAddress } from './join/hostAddress.ts';
import { type JoinRecord, readJoinRecord } from './join/joinRecord.ts';
import { EVALUATION_ELECTRON, forbiddenSwitch } from './launchRules.ts';
import { readShellOptions, type ShellOptions } from './options.ts';
import { registerSchemes } from './protocols/schemes.ts';
import { openSecurityLog, type SecurityLog } from './refusalLog.ts';
import { openSettings, type SettingsFile } from './settings.ts';
import { applySoftwareGl } from './windows/gpuWatch.ts';

const EXIT_BAD_OPTION = 2;
const EXIT_FOLDER_IN_USE = 3;
const EXIT_FORBIDDEN = 4;

export interface Launch {
  readonly options: ShellOptions;
  readonly station: StationGlance;
  /** Absolute; the core's and, in its `shell` folder, ours. */
  readonly dataFolder: string;
  /** The host this machine is a seat of; null: it has a core of its own, or is to join one. */
  readonly joined: JoinRecord | null;
  readonly settings: SettingsFile;
  readonly securityLog: SecurityLog;
  readonly runtime: { readonly electron: string; readonly isEvaluation: boolean; readonly isSoftwareGl: boolean };
}

export function prepareApplication(argv: readonly string[]): Launch | null {
  const forbidden = forbiddenSwitch({
    argv: [...argv, ...process.execArgv],
    isPackaged: app.isPackaged,
    electronVersion: process.versions.electron,
    isTestRun: process.env.PINGAN_E2E === '1',
  });
  if (forbidden !== null) {
    return leave(EXIT_FORBIDDEN, `不允许的启动参数 / This switch is not allowed: ${forbidden}`);
  }
  const options = readShellOptions(argv.slice(1), process.cwd());
  if (!options.ok) return leave(EXIT_BAD_OPTION, options.failure.message);
  const station = glanceAtStation(options.value.configFile);
  const dataFolder = dataFolderOf(options.value, station, app.getPath('userData'));
  const shellFolder = shellFolderOf(dataFolder);
  // The browser profile moves with the station, and with it the lock that keeps two applications off one folder.
  app.setPath('userData', join(shellFolder, 'profile'));
  if (!app.requestSingleInstanceLock()) {
    return leave(
      EXIT_FOLDER_IN_USE,
      `数据文件夹正被另一个窗口使用 / Another instance is using the data folder: ${dataFolder}`,
    );
  }
  // As root Chromium cannot start its sandbox; from source --no-sandbox then stands there, in a release it may not.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  registerSchemes();
  quietChromium();
  const joined = joinedBefore(options.value, shellFolder);
  liftConnectionLimit(joined?.host ?? null);
  const settings = openSettings(join(shellFolder, 'settings.json'), (problem) => process.stderr.write(`${problem}\n`));
  return {
    options: options.value,
    station,
    dataFolder,
    joined,
    settings,
    securityLog: openSecurityLog(join(shellFolder, 'security.log'), Date.now),
    runtime: {
      electron: process.versions.electron,
      isEvaluation: process.versions.electron === EVALUATION_ELECTRON,
      isSoftwareGl: applySoftwareGl(app, settings),
    },
  };
}

/** What was joined from this folder before; another host asked for now is joined anew. */
function joinedBefore({ configFile, join: asked }: ShellOptions, shellFolder: string): JoinRecord | null {
  const record = configFile === null ? readJoinRecord(shellFolder) : null;
  if (record === null || asked === null) return record;
  return asked.address === showHostAddress(record) ? record : null;
}

/** Chromium fetches, pings and looks up nothing by itself here: a centre without internet is the normal case. */
function quietChromium(): void {
  for (const name of [
    'disable-background-networking',
    'disable-component-update',
    'disable-domain-reliability',
    'no-pings',
  ]) {
    app.commandLine.appendSwitch(name);
  }
  app.commandLine.appendSwitch('autoplay-policy', 'no-user-gesture-required');
  // A wall behind other windows, or a blanked screen, still counts seconds and still sounds.
  app.commandLine.appendSwitch('disable-renderer-backgrounding');
  app.commandLine.appendSwitch('disable-backgrounding-occluded-windows');
}

/**
 * Chromium opens six connections to one port and lets the rest wait. Each MJPEG tile holds one for as long as it plays, and each of
 * low-latency HLS nearly so: of a wall of nine three would stay black.
 */
function liftConnectionLimit(host: string | null): void {
  app.commandLine.appendSwitch('ignore-connections-limit', ['127.0.0.1', ...(host === null ? [] : [host])].join(','));
}

function leave(code: number, sentence: string): null {
  process.stderr.write(`${sentence}\n`);
  app.exit(code);
  return null;
}
