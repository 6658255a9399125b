import type { CallEnter, CallEntered, CallMedia, CallSay, CallTaken, ServerToCalls } from '#shared/wire/calls.ts';

type Said = Parameters<ServerToCalls['callSaid']>[0];
type Present = Parameters<ServerToCalls['callPresent']>[0];

export interface CallEvents {
  said(message: Said): void;
  present(message: Present): void;
  /** The socket is there again after it was not: whoever is in a call says so anew. */
  connected(): void;
}

/** What a call needs of the socket of a window or a page. Each question answers null when nobody did. */
export interface CallWire {
  enter(request: CallEnter): Promise<CallEntered | null>;
  say(request: CallSay): Promise<CallTaken | null>;
  media(request: CallMedia): Promise<CallTaken | null>;
  /** Calls back until what it returns is called. */
  listen(events: CallEvents): () => void;
}
