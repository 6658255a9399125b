// The types of desktop.mjs for tests that are TypeScript.
export interface ElectronRuntime {
  readonly executable: string;
  readonly directory: string;
  readonly version: string;
  readonly source: 'override' | 'official' | 'evaluation';
  readonly say: readonly string[];
}

export interface Desktop {
  readonly runtime: ElectronRuntime;
  readonly flags: string[];
  readonly env: Record<string, string>;
  readonly ownDisplay: string | null;
  readonly close: () => void;
}

export interface DesktopOptions {
  say?: (line: string) => void;
  width?: number;
  height?: number;
  mayInstall?: boolean;
  forTests?: boolean;
}

export function prepareDesktop(options?: DesktopOptions): Promise<Desktop>;
export function chromiumFlags(env: Record<string, string | undefined>): string[];
