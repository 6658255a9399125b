/**
 * Asks media servers what they play, at the pace station.json states, one question to one server at a time; what they answer is a
 * statement about how channels are played. A server that does not answer changes nothing: its streams stay as they were said last.
 */
import type { ChannelStatement, StreamGrade, StreamSource } from '#shared/domain/channel.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import type { MediaServerReport } from '#shared/wire/video.ts';
import type { MediaServerConfig } from '#shared/wire/videoConfig.ts';
import type { ChannelRegistry } from '../registry/registry.ts';
import { SERVER_READERS, type ServerStream } from './streams.ts';

const UNMATCHED_NAMED = 50;
const SOURCES_MOST = 8;
const SUB = /^(.+)[-_](?:sub|1)$/;

/** Asks one URL for JSON, within a time and a size; redirects are not followed. */
export type AskServer = (url: string, login: MediaServerConfig['login']) => Promise<Result<unknown>>;

export interface MediaServersParts {
  readonly servers: readonly MediaServerConfig[];
  readonly registry: ChannelRegistry;
  readonly clock: Clock;
  readonly ask: AskServer;
}

interface Watched {
  readonly server: MediaServerConfig;
  dueAt: number;
  isAsked: boolean;
  said: string;
  report: MediaServerReport;
}

export class MediaServers {
  readonly #parts: MediaServersParts;
  readonly #watched: readonly Watched[];

  constructor(parts: MediaServersParts) {
    this.#parts = parts;
    this.#watched = parts.servers.map((server) => ({
      ...{ server, dueAt: 0, isAsked: false, said: '' },
      report: {
        ...{ id: server.id, kind: server.kind, state: 'unknown', at: null, streams: 0 },
        unmatched: [],
        problem: null,
      },
    }));
  }

  get reports(): readonly MediaServerReport[] {
    return this.#watched.map(({ report }) => report);
  }

  /** Call as often as you like. Resolves when every server that was due has answered, or has not. */
  async tick(): Promise<void> {
    const now = this.#parts.clock();
    const due = this.#watched.filter(({ dueAt, isAsked }) => !isAsked && now >= dueAt);
    await Promise.all(due.map((watched) => this.#ask(watched, now)));
  }

  async #ask(watched: Watched, now: number): Promise<void> {
    const { server } = watched;
    const reader = SERVER_READERS[server.kind];
    watched.isAsked = true;
    watched.dueAt = now + server.pollSeconds * 1_000;
    try {
      const answer = await this.#parts.ask(reader.url(server), server.login);
      const read = answer.ok ? reader.read(answer.value, server) : answer;
      const at = this.#parts.clock();
      if (read.ok) this.#take(watched, read.value, at);
      else watched.report = { ...watched.report, state: 'failed', at, problem: read.failure.message };
    } finally {
      watched.isAsked = false;
    }
  }

  #take(watched: Watched, streams: readonly ServerStream[], at: number): void {
    const { server } = watched;
    const { registry } = this.#parts;
    const sources = new Map<string, StreamSource[]>();
    const unmatched: string[] = [];
    for (const { name, sources: ways } of streams) {
      const meant = this.#meaning(server, name);
      if (!meant) {
        unmatched.push(name);
        continue;
      }
      const held = sources.get(meant.channelId) ?? [];
      held.push(...ways.map((way) => ({ ...way, grade: meant.grade })));
      sources.set(meant.channelId, held);
    }
    const statements = [...sources].map(
      ([id, held]): ChannelStatement => ({
        id,
        sources: held.slice(0, SOURCES_MOST),
        ...(server.login && { login: server.login }),
      }),
    );
    const said = JSON.stringify(statements);
    // Said again is no news: nothing is folded, no index is made anew.
    if (said !== watched.said) registry.state({ origin: 'mediaServer', name: server.id }, statements);
    watched.said = said;
    watched.report = {
      ...{ id: server.id, kind: server.kind, state: 'answered', at, streams: streams.length },
      unmatched: unmatched.slice(0, UNMATCHED_NAMED),
      problem: null,
    };
  }

  /** By station.json, else by the channel of that very name; `NAME-sub` is its sub stream. */
  #meaning({ streams }: MediaServerConfig, name: string): { channelId: string; grade: StreamGrade } | null {
    const idOf = (text: string) => streams[text] ?? (this.#parts.registry.get(text) ? text : undefined);
    const main = idOf(name);
    if (main !== undefined) return { channelId: main, grade: 'main' };
    const sub = idOf(name.match(SUB)?.[1] ?? '');
    return sub === undefined ? null : { channelId: sub, grade: 'sub' };
  }
}

const ANSWER_WITHIN_MS = 5_000;
const ANSWER_BYTES = 16 * 1024 * 1024;

/** Over the network, as {@link AskServer} says; refused in words an administrator can act on. */
export const askOverHttp: AskServer = async (url, login) => {
  const authorization = login && `Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}`;
  try {
    const response = await fetch(url, {
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      headers: { accept: 'application/json', ...(authorization && { authorization }) },
    });
    if (response.status === 401 || response.status === 403)
      return refuse('unauthorised', '媒体服务器不认登录信息：请核对站点配置');
    if (!response.ok) return refuse('serverRefused', `媒体服务器应答 ${response.status}：请核对接口地址`);
    return await readJson(response);
  } catch (error) {
    const isLate = (error as Error).name === 'TimeoutError';
    return refuse('unreachable', isLate ? '媒体服务器 5 秒内没有应答' : '连不上媒体服务器：请检查网络和接口地址');
  }
};

async function readJson(response: Response): Promise<Result<unknown>> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > ANSWER_BYTES) return refuse('serverRefused', '媒体服务器的应答过大');
    chunks.push(chunk);
  }
  try {
    return ok(JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown);
  } catch {
    return refuse('notUnderstood', '媒体服务器的应答不是 JSON：请核对类型和接口地址');
  }
}
