/**
 * The one door for everything a page sends. A handler is registered here or not at all; the door checks that the sender is
 * the top frame of a page we opened, on our own origin, of the kind the channel is for, and that the arguments fit.
 */
import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent, WebContents } from 'electron';
import type { z } from 'zod';
import { type Disposable, toDisposable } from '#shared/kit/disposable.ts';
import type { SecurityLog } from './refusalLog.ts';
import { APP_ORIGIN } from './requestRules.ts';

/** What a page of ours is: a window of the station, a window of the drill room, the page that sounds. */
export type PageKind = 'window' | 'drillWindow' | 'sound';
/** Which of our pages may use a channel. A power is the station's alone unless it says otherwise. */
export type ChannelKind = PageKind | 'anyWindow';

type Arguments = readonly unknown[];

export class IpcDoor {
  readonly #ipc: IpcMain;
  readonly #log: SecurityLog;
  readonly #pages = new Map<number, PageKind>();

  constructor(ipc: IpcMain, log: SecurityLog) {
    this.#ipc = ipc;
    this.#log = log;
  }

  /** Lets a page of ours through, as what it is. */
  admit(contents: WebContents, kind: PageKind): void {
    const { id } = contents;
    this.#pages.set(id, kind);
    contents.once('destroyed', () => this.#pages.delete(id));
  }

  /** A call that is answered. A refused one is rejected in the page. */
  handle<Args extends Arguments>(
    channel: string,
    kind: ChannelKind,
    schema: z.ZodType<Args>,
    answer: (...args: Args) => unknown,
  ): Disposable {
    return this.handleFrom(channel, kind, schema, (_page, ...args) => answer(...args));
  }

  /** The same, with the id of the page that calls. */
  handleFrom<Args extends Arguments>(
    channel: string,
    kind: ChannelKind,
    schema: z.ZodType<Args>,
    answer: (webContentsId: number, ...args: Args) => unknown,
  ): Disposable {
    this.#ipc.handle(channel, (event, ...raw: unknown[]) => {
      const args = this.#pass(channel, kind, schema, event, raw);
      if (args === null) throw new Error(`refused: ${channel}`);
      return answer(event.sender.id, ...args);
    });
    return toDisposable(() => this.#ipc.removeHandler(channel));
  }

  /** News from a page. A refused one is dropped. */
  listen<Args extends Arguments>(
    channel: string,
    kind: ChannelKind,
    schema: z.ZodType<Args>,
    hear: (...args: Args) => void,
  ): Disposable {
    return this.listenFrom(channel, kind, schema, (_page, ...args) => hear(...args));
  }

  /** The same, with the id of the page that says it. */
  listenFrom<Args extends Arguments>(
    channel: string,
    kind: ChannelKind,
    schema: z.ZodType<Args>,
    hear: (webContentsId: number, ...args: Args) => void,
  ): Disposable {
    const listener = (event: IpcMainEvent, ...raw: unknown[]) => {
      const args = this.#pass(channel, kind, schema, event, raw);
      if (args !== null) hear(event.sender.id, ...args);
    };
    this.#ipc.on(channel, listener);
    return toDisposable(() => this.#ipc.removeListener(channel, listener));
  }

  #pass<Args extends Arguments>(
    channel: string,
    kind: ChannelKind,
    schema: z.ZodType<Args>,
    event: IpcMainEvent | IpcMainInvokeEvent,
    raw: Arguments,
  ): Args | null {
    const reason = this.#lookAt(kind, event);
    const parsed = schema.safeParse(raw);
    if (reason === null && parsed.success) return parsed.data;
    this.#log.note({ kind: 'ipc', channel, reason: reason ?? 'arguments' });
    return null;
  }

  /** Newer Electron throws when it is asked about a frame that is gone; that is an answer too. */
  #lookAt(kind: ChannelKind, event: IpcMainEvent | IpcMainInvokeEvent): string | null {
    try {
      return this.#whyRefused(kind, event);
    } catch {
      return 'no frame';
    }
  }

  #whyRefused(kind: ChannelKind, { sender, senderFrame }: IpcMainEvent | IpcMainInvokeEvent): string | null {
    // Null or detached: the frame navigated away or was closed since (electron#43473).
    if (senderFrame === null || senderFrame === undefined) return 'no frame';
    if (sender.isDestroyed() || senderFrame.routingId !== sender.mainFrame.routingId) return 'not the top frame';
    if (senderFrame.parent !== null) return 'not the top frame';
    if (senderFrame.origin !== APP_ORIGIN) return 'origin';
    const page = this.#pages.get(sender.id);
    const isMeant = kind === 'anyWindow' ? page === 'window' || page === 'drillWindow' : page === kind;
    return isMeant ? null : 'page';
  }
}
