/**
 * Who may attach a debugger. A packaged application refuses every port through which another program could read its
 * memory or drive its windows. The one exception is the evaluation runtime in a test run: a pack made with it is never
 * production, and which runtime runs is told by the binary itself, not by an environment anyone can write.
 */
const PORTS = [
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
];

/** Electron 25.1.1 comes only inside the evaluation runtime; our releases are built with the pinned official one. */
export const EVALUATION_ELECTRON = '25.1.1';

export interface DebuggingContext {
  readonly argv: readonly string[];
  readonly isPackaged: boolean;
  readonly electronVersion: string;
  /** `PINGAN_E2E=1` */
  readonly isTestRun: boolean;
}

/** The first switch that asks for a debugger and may not, or null. */
export function forbiddenDebugging(context: DebuggingContext): string | null {
  const isEvaluationTest = context.electronVersion === EVALUATION_ELECTRON && context.isTestRun;
  if (!context.isPackaged || isEvaluationTest) return null;
  const names = context.argv.map((argument) => argument.split('=', 1)[0]!.toLowerCase());
  return names.find((name) => PORTS.includes(name.replace(/^-+/, '--'))) ?? null;
}
