/**
 * The one handler for what should never happen. The shell supervises the core and makes the alarm sound: it says what went
 * wrong and lives on, where Electron would stop behind a dialog that nobody at night answers.
 */
export function outliveBugs(): void {
  process.on('uncaughtException', tell);
  process.on('unhandledRejection', tell);
  // Whoever read our words has gone; that is no reason to stop.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}

export function tell(error: unknown): void {
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`程序错误 / Bug: ${words}\n`);
}
