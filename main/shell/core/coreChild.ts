/** A running core as the supervisor sees it, however it was started. */
export interface CoreChild {
  readonly processId: number | undefined;
  /** Does nothing when the child is already gone. */
  send(message: unknown): void;
  /** Asks for an orderly end; does nothing when the child is already gone. */
  requestStop(): void;
  kill(): void;
}

export interface CoreChildListeners {
  onMessage(message: unknown): void;
  /** A line of the child's stderr. */
  onComplaint(line: string): void;
  /** Once, last. `code` is null when a signal ended it or it could not be started. */
  onExit(code: number | null): void;
}

export type StartCoreChild = (args: readonly string[], listeners: CoreChildListeners) => CoreChild;

/** Cuts a stream of text into lines and hands on the non-empty ones. */
export function lineReader(onLine: (line: string) => void): (piece: Buffer | string) => void {
  let rest = '';
  return (piece) => {
    const lines = (rest + piece.toString()).split('\n');
    // A line without end must not grow without end.
    rest = (lines.pop() ?? '').slice(-8_192);
    for (const line of lines) if (line.trim() !== '') onLine(line.trimEnd());
  };
}
