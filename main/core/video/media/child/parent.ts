/** Who started us: the core over Node's IPC, or the desktop's shell over the message port of a utility process. */
import { type FromMedia, type ToMedia, toMediaSchema } from '../host/messages.ts';

interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: { data: unknown }) => void): void;
}

export function openParent() {
  const { parentPort } = process as unknown as { parentPort?: ParentPort };
  return {
    send(message: FromMedia): void {
      if (parentPort) parentPort.postMessage(message);
      else if (process.connected) process.send?.(message);
    },
    onMessage(listener: (message: ToMedia) => void): void {
      const hear = (raw: unknown) => {
        const parsed = toMediaSchema.safeParse(raw);
        if (parsed.success) listener(parsed.data);
        else
          process.stderr.write(`media: a message of the core was not understood: ${parsed.error.issues[0]?.message}\n`);
      };
      if (parentPort) parentPort.on('message', ({ data }) => hear(data));
      else process.on('message', hear);
    },
    /** The core is gone without a word: nobody is left to play for. */
    onGone(listener: () => void): void {
      process.on('disconnect', listener);
      process.on('SIGTERM', listener);
    },
  };
}
