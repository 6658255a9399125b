/**
 * A station of the field whose core is a process of its own, to be killed in the middle of a phone's work: its door for phones is
 * open over TLS, and after a kill it comes back at the same addresses with the same data.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoredEvent } from '#shared/domain/event.ts';
import { type CoreProcess, startCoreProcess } from '#tests/faults/kit/coreProcess.ts';
import { freeTcpPort } from '#tests/faults/kit/faultStation.ts';
import { writeTinyPack } from '#tests/fixtures/tinyPack.ts';
import { certificateOf, type LanHost } from '#tests/flows/kit/lan.ts';
import { ADMIN, DUTY, STATION } from '#tests/flows/kit/station.ts';

export interface FieldStation extends AsyncDisposable {
  /** Its own address, in the clear. */
  readonly url: string;
  readonly dataDirectory: string;
  /** Its door for phones, and the certificate that really answers there. */
  readonly lan: LanHost & { readonly fingerprint: string; readonly pem: string };
  get<Body>(path: string): Promise<Body>;
  command(kind: string, body: object, token?: string): Promise<{ ok: boolean; [field: string]: unknown }>;
  eventsAfter(seq: number): Promise<StoredEvent[]>;
  /** Of the newest event. */
  head(): Promise<number>;
  /** SIGKILL. */
  kill(): Promise<void>;
  /** @param changed of station.json, for good */
  start(changed?: object): Promise<void>;
}

export async function openFieldStation(overrides: object = {}): Promise<FieldStation> {
  const home = await mkdtemp(join(tmpdir(), 'pingan-field-'));
  const dataDirectory = join(home, 'data');
  const configFile = join(home, 'station.json');
  const port = await freeTcpPort();
  const scene = await writeTinyPack(join(home, 'pack'));
  let station: object = { ...STATION, ...overrides, scene, http: { host: '127.0.0.1', port } };
  await writeFile(configFile, JSON.stringify(station));
  let core: CoreProcess = startCoreProcess({ dataDirectory, configFile });
  await core.ready;
  const url = `http://127.0.0.1:${port}`;
  const command = async (kind: string, body: object, token = DUTY) => {
    const response = await fetch(`${url}/api/commands`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ commandId: crypto.randomUUID(), kind, body }),
    });
    return (await response.json()) as { ok: boolean };
  };
  const get = async <Body>(path: string) => {
    const response = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${ADMIN}` } });
    if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Body;
  };
  const lanPort = await freeTcpPort();
  const opened = await command('lan.open', { host: '127.0.0.1', port: lanPort }, ADMIN);
  if (!opened.ok) throw new Error(JSON.stringify(opened));
  const lan = { host: '127.0.0.1', port: lanPort };
  return {
    url,
    dataDirectory,
    lan: { ...lan, ...(await certificateOf(lan)) },
    get,
    command,
    eventsAfter: async (seq) => (await get<{ events: StoredEvent[] }>(`/api/journal?after=${seq}`)).events,
    head: async () => (await get<{ head: { seq: number } }>('/api/journal?limit=1')).head.seq,
    kill: () => core.kill(),
    async start(changed = {}) {
      station = { ...station, ...changed };
      await writeFile(configFile, JSON.stringify(station));
      core = startCoreProcess({ dataDirectory, configFile });
      await core.ready;
    },
    async [Symbol.asyncDispose]() {
      await core.stop();
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
