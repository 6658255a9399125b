/** The media process as a core has it, with what a test does around it: streams by ticket, windows that count pictures. */
import { fork } from 'node:child_process';
import type { MediaHost, StreamOrder } from '#main/core/video/media/contract.ts';
import { forkedChild } from '#main/core/video/media/host/childLink.ts';
import { startMediaHost } from '#main/core/video/media/host/startMediaHost.ts';
import type { Disposable } from '#shared/kit/disposable.ts';
import { eventually } from './station.ts';

export const MEDIA_LIMIT_MS = 50_000;

export interface Seen {
  readonly pictures: number;
  readonly payloadTypes: readonly number[];
  readonly sources: number;
}

/** Whatever a test opened, closed after it. */
export class MediaStation {
  readonly #open: (Disposable | { close(): Promise<void> })[] = [];
  #tickets = 0;

  keep<One extends Disposable | { close(): Promise<void> }>(one: One): One {
    this.#open.push(one);
    return one;
  }

  async closeAll(): Promise<void> {
    for (const one of this.#open.splice(0).reverse()) await ('close' in one ? one.close() : one.dispose());
  }

  async startHost(mediaFolders: readonly string[], allowedAddresses: readonly string[] = ['127.0.0.0/8']) {
    const processIds: number[] = [];
    const host = startMediaHost(
      {
        listen: { host: '127.0.0.1', port: 0 },
        ...{ mediaFolders, allowedAddresses, allowedOrigins: ['app://pingan'], preRollS: 2 },
      },
      (listener) => {
        const child = forkedChild(listener);
        processIds.push(child.processId!);
        return child;
      },
    );
    this.keep(host);
    await until(() => host.port() !== null);
    return { host, processIds };
  }

  admit(host: MediaHost, order: StreamOrder): string {
    const ticket = `ticket-of-the-test-${++this.#tickets}`;
    const admitted = host.admit(ticket, order, Date.now() + 600_000);
    if (!admitted.ok) throw new Error(admitted.failure.code);
    return ticket;
  }

  /** A window over WebRTC; `seen` is what it has got by now. One whose library gave up is replaced. */
  async watch(host: MediaHost, ticket: string) {
    let seen: Seen = { pictures: 0, payloadTypes: [], sources: 0 };
    const open = async () => {
      const child = fork(new URL('./whepWindowChild.ts', import.meta.url), { execArgv: [] });
      this.keep({ dispose: () => void child.kill('SIGKILL') });
      child.on('exit', (code) => {
        if (code === 3) void open();
      });
      const offer = await new Promise<string>((resolve) => {
        child.on('message', (message: Seen | { offer: string }) => {
          if ('offer' in message) resolve(message.offer);
          else seen = message;
        });
      });
      const answer = await host.offer(ticket, offer);
      if (answer.ok) child.send(answer.value);
      return answer;
    };
    return { answer: await open(), seen: () => seen };
  }
}

export const orderOf = (url: string, changes: Partial<StreamOrder> = {}): StreamOrder => ({
  ...{ streamId: 'c1/main', source: { protocol: 'rtsp', grade: 'main', url }, login: null, offsetS: 0 },
  ...changes,
});

export const until = <Value>(ask: () => Value | null | undefined | false): Promise<Value> =>
  eventually('what the media process is to come to', () => ask() || undefined);
