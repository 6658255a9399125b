// The parent's message port: Electron's in a utility process, Node's IPC in a child process.
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: { data: unknown }) => void): void;
}

/** `onStop` is called when the parent says stop, or is gone without a word. */
export function openParent(onStop: () => void): { send(message: unknown): void } {
  const { parentPort } = process as unknown as { parentPort?: ParentPort };
  const isStop = (message: unknown) => (message as { kind?: unknown } | undefined)?.kind === 'stop';
  parentPort?.on('message', ({ data }) => isStop(data) && onStop());
  process.on('message', (message) => isStop(message) && onStop());
  process.on('disconnect', onStop);
  return {
    send: (message) => {
      if (parentPort) parentPort.postMessage(message);
      else process.send?.(message);
    },
  };
}
