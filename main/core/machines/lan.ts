/**
 * Opens and closes the station for other machines. Opens or closes first, records then, as with links; what is open stays
 * open over restarts. A port that cannot be had at a start never keeps alarms from being received: it is tried again.
 */
import type { ExecuteContext, Outcome, Steward } from '#main/core/desk/command.ts';
import type { Desk } from '#main/core/desk/desk.ts';
import type { Actor, Draft } from '#shared/domain/event.ts';
import { decideLan, LAN_COMMAND_BODIES, type LanCommand } from '#shared/domain/lan.ts';
import { describeIssue } from '#shared/kit/issue.ts';
import { ok, type Refusal, type Result, refuse } from '#shared/kit/result.ts';
import type { LanReport } from '#shared/wire/machines.ts';
import { lanAddresses, makeCertificate, ownHostName, readCertificate, type StationCertificate } from './certificate.ts';

/** The gateway's second door. One at a time: opening closes the one before. */
export interface LanListener {
  open(at: { host: string; port: number; key: string; certificate: string }): Promise<Result<{ port: number }>>;
  close(): Promise<void>;
}

export interface LanAddress {
  readonly host: string;
  readonly port: number;
}

export interface LanDirectorOptions {
  readonly desk: Desk;
  readonly directory: string;
  readonly stationId: string;
  /** What station.json says; undefined: nothing. */
  readonly stated: LanAddress | undefined;
}

const SYSTEM: Actor = { kind: 'system', id: 'core' };
const TRY_AGAIN_MS = 5_000;

type Prepared = Promise<Result<() => Result<Outcome>>>;

export class LanDirector {
  readonly #options: LanDirectorOptions;
  #listener: LanListener | null = null;
  #certificate: StationCertificate | null;
  #listening: LanAddress | null = null;
  #fault: string | null = null;
  #retry: NodeJS.Timeout | null = null;
  #isClosed = false;
  /** Changes wait for each other. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: LanDirectorOptions) {
    this.#options = options;
    this.#certificate = readCertificate(options.directory);
  }

  readonly stewards: ExecuteContext['stewards'] = {
    'lan.open': this.#steward((body) => {
      const parsed = LAN_COMMAND_BODIES['lan.open'].safeParse(body);
      return parsed.success ? this.#open(parsed.data) : badBody(describeIssue(parsed.error));
    }),
    'lan.close': this.#steward((body) => {
      const parsed = LAN_COMMAND_BODIES['lan.close'].safeParse(body);
      return parsed.success ? this.#close() : badBody(describeIssue(parsed.error));
    }),
    'lan.renewCertificate': this.#steward((body) => {
      const parsed = LAN_COMMAND_BODIES['lan.renewCertificate'].safeParse(body);
      return parsed.success ? this.#renew() : badBody(describeIssue(parsed.error));
    }),
  };

  /** Names under which this station may be called besides its addresses. */
  readonly hostNames: ReadonlySet<string> = new Set([ownHostName(), `${ownHostName()}.local`]);

  /** PEM, without its key; null before one was made. */
  get certificate(): string | null {
    return this.#certificate?.certificate ?? null;
  }

  get report(): LanReport {
    const listening = this.#listening;
    return {
      isListening: listening !== null,
      fault: this.#fault,
      addresses: listening ? addressesOf(listening) : [],
      fingerprint: this.#certificate?.fingerprint ?? null,
    };
  }

  /** At the start of the core: what station.json says, else what an administrator said last. */
  async start(listener: LanListener): Promise<void> {
    this.#listener = listener;
    const { stated } = this.#options;
    const { lan } = this.#options.desk.world;
    if (stated) await this.#alone(() => this.#resume({ ...stated, statedBy: 'station' }));
    else if (lan?.isOpen && lan.statedBy === 'station') this.#record({ kind: 'close', statedBy: 'station' });
    else if (lan?.isOpen) await this.#alone(() => this.#resume(lan));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#retry) clearTimeout(this.#retry);
    await this.#turn;
    await this.#listener?.close();
  }

  async #resume(lan: LanAddress & { statedBy: 'station' | 'desk' }): Promise<void> {
    if (this.#isClosed) return;
    const refusal = await this.#listen(lan);
    this.#fault = refusal?.message ?? null;
    if (refusal) {
      process.stderr.write(`局域网接入未能开放 · the LAN could not be opened: ${refusal.message}\n`);
      this.#retry = setTimeout(() => void this.#alone(() => this.#resume(lan)), TRY_AGAIN_MS);
      return;
    }
    const { fingerprint } = this.#certificate!;
    this.#record({ kind: 'open', ...this.#listening!, fingerprint, statedBy: lan.statedBy });
  }

  async #open(wanted: LanAddress): Prepared {
    const { lan } = this.#options.desk.world;
    if (lan?.isOpen && lan.statedBy === 'station')
      return refuse('lanOfStation', '局域网接入写在 station.json 中：请在那里修改');
    this.#stopTrying();
    const before = this.#listening;
    const refusal = await this.#listen(wanted);
    if (refusal) {
      if (before) await this.#listen(before);
      return { ok: false, failure: refusal };
    }
    const { fingerprint } = this.#certificate!;
    return ok(() => this.#decide({ kind: 'open', ...this.#listening!, fingerprint, statedBy: 'desk' }));
  }

  async #close(): Prepared {
    const command: LanCommand = { kind: 'close', statedBy: 'desk' };
    const decided = decideLan(this.#options.desk.world.lan, command);
    if (!decided.ok) return decided;
    this.#stopTrying();
    await this.#listener?.close();
    this.#listening = null;
    return ok(() => this.#decide(command));
  }

  async #renew(): Prepared {
    const listening = this.#listening;
    this.#certificate = await this.#make();
    if (listening) {
      const refusal = await this.#listen(listening);
      if (refusal) return { ok: false, failure: refusal };
    }
    return ok(() => this.#decide({ kind: 'renew', fingerprint: this.#certificate!.fingerprint }));
  }

  /** Null once it listens there, with the certificate of the station. */
  async #listen({ host, port }: LanAddress): Promise<Refusal | null> {
    this.#certificate ??= await this.#make();
    this.#listening = null;
    const { key, certificate } = this.#certificate;
    const opened = await this.#listener!.open({ host, port, key, certificate });
    if (!opened.ok) return opened.failure;
    this.#listening = { host, port: opened.value.port };
    this.#fault = null;
    return null;
  }

  #make(): Promise<StationCertificate> {
    const { directory, stationId, desk } = this.#options;
    return makeCertificate({ directory, stationId, now: desk.clock() });
  }

  #stopTrying(): void {
    if (this.#retry) clearTimeout(this.#retry);
    this.#fault = null;
  }

  #record(command: LanCommand): void {
    const { desk } = this.#options;
    const decided = decideLan(desk.world.lan, command);
    if (decided.ok && decided.value.length > 0) void desk.record(decided.value, SYSTEM).durable;
  }

  #decide(command: LanCommand): Result<Outcome> {
    const decided: Result<Draft[]> = decideLan(this.#options.desk.world.lan, command);
    return decided.ok ? ok({ drafts: decided.value }) : decided;
  }

  #steward(prepare: (body: unknown) => Prepared): Steward {
    return (body) => this.#alone(() => prepare(body));
  }

  #alone<Answer>(run: () => Promise<Answer>): Promise<Answer> {
    const done = this.#turn.then(run);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}

const badBody = async (message: string): Prepared => refuse('badBody', message);

function addressesOf({ host, port }: LanAddress): string[] {
  const every = host === '::' ? lanAddresses() : lanAddresses().filter((address) => !address.includes(':'));
  const hosts = host === '0.0.0.0' || host === '::' ? every : [host];
  return hosts.map((one) => `${one.includes(':') ? `[${one}]` : one}:${port}`);
}
