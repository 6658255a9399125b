/**
 * Which switches may start the application. A packaged one refuses every switch through which another program could read
 * its memory, drive its windows, start programs of its own or take the locks off its pages. The one exception is a test run
 * of the evaluation runtime: a pack made with it is never production, and which runtime runs is told by the binary itself,
 * not by an environment anyone can write.
 */
const DEBUGGERS = [
  '--inspect',
  '--inspect-brk',
  '--inspect-brk-node',
  '--inspect-port',
  '--inspect-publish-uid',
  '--inspect-wait',
  '--debug-port',
  '--remote-debugging-port',
  '--remote-debugging-pipe',
  '--remote-debugging-address',
  '--remote-allow-origins',
];

/** Each starts a program, loads foreign code or weakens a lock. */
const WEAPONS = [
  '--no-sandbox',
  '--disable-gpu-sandbox',
  '--disable-web-security',
  '--disable-site-isolation-trials',
  '--allow-file-access-from-files',
  '--allow-running-insecure-content',
  '--ignore-certificate-errors',
  '--gpu-launcher',
  '--renderer-cmd-prefix',
  '--utility-cmd-prefix',
  '--plugin-launcher',
  '--browser-subprocess-path',
  '--js-flags',
  '--load-extension',
  '--enable-blink-features',
  '--enable-experimental-web-platform-features',
  '--host-rules',
  '--host-resolver-rules',
  '--proxy-server',
  '--proxy-pac-url',
];

/** Electron 25.1.1 comes only inside the evaluation runtime; our releases are built with the pinned official one. */
export const EVALUATION_ELECTRON = '25.1.1';

export interface LaunchContext {
  readonly argv: readonly string[];
  readonly isPackaged: boolean;
  readonly electronVersion: string;
  /** `PINGAN_E2E=1` */
  readonly isTestRun: boolean;
}

/** The first switch that may not stand on this application's command line, or null. */
export function forbiddenSwitch(context: LaunchContext): string | null {
  const isEvaluationTest = context.electronVersion === EVALUATION_ELECTRON && context.isTestRun;
  if (!context.isPackaged || isEvaluationTest) return null;
  const forbidden = [...DEBUGGERS, ...WEAPONS];
  const names = context.argv.map((argument) => argument.split('=', 1)[0]!);
  return names.find((name) => forbidden.includes(name.toLowerCase().replace(/^-+/, '--'))) ?? null;
}
