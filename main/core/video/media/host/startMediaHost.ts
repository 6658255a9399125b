/**
 * The media process as the core has it: started, watched, started again. What was admitted is told to each new one, so that a
 * ticket outlives a restart. Nothing here waits for it: a core without pictures still takes alarms.
 */
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import type { MediaHost, MediaHostOptions, ProbeReport, StreamHealth, StreamOrder } from '../contract.ts';
import { waysOf } from '../ways.ts';
import { type ChildLink, forkedChild, type StartChild } from './childLink.ts';
import { type FromMedia, fromMediaSchema, MOST_HELD, MOST_SDP, orderSchema, type ToMedia } from './messages.ts';
import { RestartPause } from './restartPause.ts';

/** An offer waits for the camera's first picture. */
const OFFER_MS = 15_000;
/** Beyond what a probe may take itself. */
const PROBE_SLACK_MS = 2_000;
/** It speaks every second: this long without a word it hangs, and is ended. */
const SILENCE_MS = 20_000;
const LOOK_MS = 1_000;

type Outcome = Extract<FromMedia, { outcome: unknown }>['outcome'];

/** Starts it; the first answers may still be `serverDown`. `startChild` is how it is started where a fork cannot be had. */
export function startMediaHost(options: MediaHostOptions, startChild: StartChild = forkedChild): MediaHost {
  const supervisor = new MediaSupervisor(options, startChild);
  return {
    port: () => supervisor.port,
    admit: (ticket, order, expiresAt) => supervisor.admit(ticket, order, expiresAt),
    async offer(ticket, sdp) {
      if (sdp.length > MOST_SDP) return refuse('unsupportedCodec', 'the offer is too long');
      return supervisor.ask<string>((id) => ({ kind: 'offer', id, ticket, sdp }), OFFER_MS);
    },
    end: (ticket) => supervisor.end(ticket),
    hold: (orders) => supervisor.hold(orders),
    probe: (order, limitMs) =>
      supervisor.ask<ProbeReport>((id) => ({ kind: 'probe', id, order, limitMs }), limitMs + PROBE_SLACK_MS),
    health: () => supervisor.health,
    dispose: () => supervisor.dispose(),
  };
}

class MediaSupervisor {
  readonly #options: MediaHostOptions;
  readonly #startChild: StartChild;
  readonly #admitted = new Map<string, { readonly order: StreamOrder; readonly expiresAt: number }>();
  #held: readonly StreamOrder[] = [];
  readonly #waiting = new Map<number, (outcome: Outcome) => void>();
  readonly #pause = new RestartPause();
  readonly #watch: NodeJS.Timeout;
  #child: ChildLink | null = null;
  #restart: NodeJS.Timeout | undefined;
  #heardAt = 0;
  #lookedAt = 0;
  #nextId = 1;
  #lastPort: number;
  #isOver = false;
  port: number | null = null;
  health: readonly StreamHealth[] = [];

  constructor(options: MediaHostOptions, startChild: StartChild) {
    this.#options = options;
    this.#startChild = startChild;
    this.#lastPort = options.listen.port;
    this.#watch = setInterval(() => this.#look(), LOOK_MS);
    this.#watch.unref();
    this.#start();
  }

  admit(ticket: string, order: StreamOrder, expiresAt: number): ReturnType<MediaHost['admit']> {
    const now = Date.now();
    for (const [known, admission] of this.#admitted) if (admission.expiresAt <= now) this.#admitted.delete(known);
    const parsed = orderSchema.safeParse(order);
    if (!parsed.success) return refuse('noSource', parsed.error.issues[0]?.message ?? 'the source cannot be read');
    this.#admitted.set(ticket, { order, expiresAt });
    if (this.port === null) return refuse('serverDown', 'the media process is not up');
    this.#send({ kind: 'admit', ticket, order: parsed.data, expiresAt });
    return ok(waysOf(order.source.protocol));
  }

  end(ticket: string): void {
    if (this.#admitted.delete(ticket)) this.#send({ kind: 'end', ticket });
  }

  hold(orders: readonly StreamOrder[]): void {
    this.#held = orders.filter((order) => orderSchema.safeParse(order).success).slice(0, MOST_HELD);
    if (this.port !== null) this.#send({ kind: 'hold', orders: [...this.#held] });
  }

  ask<Value extends string | ProbeReport>(make: (id: number) => ToMedia, limitMs: number): Promise<Result<Value>> {
    if (this.port === null) return Promise.resolve(refuse('serverDown', 'the media process is not up'));
    const id = this.#nextId++;
    return new Promise((resolve) => {
      const late = setTimeout(() => settle(DOWN), limitMs);
      const settle = (outcome: Outcome) => {
        clearTimeout(late);
        this.#waiting.delete(id);
        // The kind of the question decides the kind of its answer (messages.ts).
        resolve(outcome as Result<Value>);
      };
      this.#waiting.set(id, settle);
      this.#send(make(id));
    });
  }

  dispose(): void {
    this.#isOver = true;
    clearInterval(this.#watch);
    clearTimeout(this.#restart);
    this.#child?.kill();
    this.#goDown();
  }

  #start(): void {
    const { listen, mediaFolders, allowedAddresses, allowedOrigins, preRollS = 0, log } = this.#options;
    this.#heardAt = Date.now();
    const child = this.#startChild({
      onMessage: (message) => {
        if (child === this.#child) this.#hear(message);
      },
      onLine: (line) => log?.(line),
      onExit: () => {
        if (child === this.#child) this.#ended();
      },
    });
    this.#child = child;
    this.#send({
      kind: 'setup',
      listen: { host: listen.host, port: this.#lastPort },
      mediaFolders: [...mediaFolders],
      allowedAddresses: [...allowedAddresses],
      allowedOrigins: [...allowedOrigins],
      preRollS,
    });
  }

  #hear(raw: unknown): void {
    const parsed = fromMediaSchema.safeParse(raw);
    if (!parsed.success) {
      this.#options.log?.('the media process sent what is not understood');
      return;
    }
    this.#heardAt = Date.now();
    const message = parsed.data;
    if (message.kind === 'health') this.health = message.streams;
    else if (message.kind === 'ready') this.#becomeReady(message.port);
    else this.#waiting.get(message.id)?.(message.outcome);
  }

  #becomeReady(port: number): void {
    this.port = port;
    this.#lastPort = port;
    if (this.#held.length > 0) this.#send({ kind: 'hold', orders: [...this.#held] });
    const now = Date.now();
    for (const [ticket, { order, expiresAt }] of this.#admitted) {
      if (expiresAt > now) this.#send({ kind: 'admit', ticket, order, expiresAt });
    }
  }

  #look(): void {
    const now = Date.now();
    // A look that itself came late means this machine slept, which proves nothing.
    if (Math.abs(now - this.#lookedAt) > LOOK_MS * 4) this.#heardAt = now;
    this.#lookedAt = now;
    if (this.#child !== null && now - this.#heardAt > SILENCE_MS) this.#child.kill();
  }

  #ended(): void {
    const wasUp = this.port !== null;
    this.#goDown();
    if (this.#isOver) return;
    // The port may be somebody else's by now; where none is asked for any is as good.
    if (!wasUp) this.#lastPort = this.#options.listen.port;
    const pauseMs = this.#pause.after(Date.now());
    this.#options.log?.(`the media process ended and is started again in ${pauseMs} ms`);
    this.#restart = setTimeout(() => this.#start(), pauseMs);
    this.#restart.unref();
  }

  #goDown(): void {
    this.#child = null;
    this.port = null;
    this.health = [];
    for (const settle of [...this.#waiting.values()]) settle(DOWN);
  }

  #send(message: ToMedia): void {
    this.#child?.send(message);
  }
}

const DOWN: Outcome = { ok: false, failure: { code: 'serverDown', message: 'the media process does not answer' } };
