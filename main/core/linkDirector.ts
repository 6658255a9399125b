/**
 * Changes of links while the station runs, and which links run at its start. Opens or closes first, records then: what is in
 * the journal has worked once. One change at a time, so that two seats can never both win.
 */

import type { ExecuteContext, Outcome, Sender, Steward } from '#main/core/desk/command.ts';
import type { Desk } from '#main/core/desk/desk.ts';
import {
  DEVICE_COMMAND_BODIES,
  type DeviceCommandBody,
  type DeviceCommandKind,
} from '#shared/domain/deviceCommands.ts';
import { type Draft, nameOfActor } from '#shared/domain/event.ts';
import { decideLink, type LinkCommand, type LinkState } from '#shared/domain/link.ts';
import type { World } from '#shared/domain/world.ts';
import type { Bilingual } from '#shared/kit/bilingual.ts';
import { fingerprintOf } from '#shared/kit/fingerprint.ts';
import { describeIssue } from '#shared/kit/issue.ts';
import { fail, ok, type Problem, type Refusal, type Result, refuse } from '#shared/kit/result.ts';
import { explainLink } from '#shared/wire/links/explain.ts';
import { type LinkRecord, linkRecordSchema } from '#shared/wire/links/index.ts';
import { devicesOn, findClash, type Neighbours, warningsOf, warningsOfStop } from './linkSettings.ts';
import { type Links, probeTransport } from './links/index.ts';

/** What runs. It is handed over before the first seat can ask for a change. */
interface Running {
  readonly links: Pick<Links, 'ports' | 'health' | 'replace' | 'close'>;
  /** Where HTTP listens. */
  http(): Neighbours['http'];
}

/** As many as station.json may state. */
const LINKS_LIMIT = 64;

type LinkCommandKind = Extract<DeviceCommandKind, `link.${string}`>;

export class LinkDirector {
  readonly #desk: Desk;
  readonly #stationLinks: ReadonlySet<string>;
  #running: Running | null = null;
  /** Who is changing a link at this moment. */
  readonly #busy = new Map<string, string>();
  /** Changes of different links wait for each other: they may want the same port. */
  #turn: Promise<void> = Promise.resolve();

  /** `stationLinks`: what station.json names. */
  constructor(desk: Desk, stationLinks: readonly LinkRecord[]) {
    this.#desk = desk;
    this.#stationLinks = new Set(stationLinks.map(({ id }) => id));
  }

  attach(running: Running): void {
    this.#running = running;
  }

  /** A bug closed a link: the journal keeps when and why. */
  noteBreak(linkId: string, reason: Bilingual): void {
    const decided = decideLink(this.#state(linkId), { kind: 'noteBreak', linkId, reason });
    if (decided.ok) this.#desk.record(decided.value, { kind: 'system', id: 'links' });
  }

  /** No change is under way any more. */
  async settled(): Promise<void> {
    await this.#turn;
  }

  readonly stewards: ExecuteContext['stewards'] = {
    'link.save': (body, sender) => this.#save(body, sender),
    'link.stop': this.#steward('link.stop', (body) => this.#stop(body)),
    'link.start': this.#steward('link.start', (body) => this.#start(body)),
    'link.remove': this.#steward('link.remove', (body) => this.#remove(body)),
  };

  #steward<Kind extends Exclude<LinkCommandKind, 'link.save'>>(
    kind: Kind,
    prepare: (body: DeviceCommandBody<Kind>) => Promise<Result<() => Result<Outcome>>>,
  ): Steward {
    return async (input, sender) => {
      const parsed = DEVICE_COMMAND_BODIES[kind].safeParse(input);
      if (!parsed.success) return refuse('badBody', describeIssue(parsed.error));
      const body = parsed.data as DeviceCommandBody<Kind>;
      return this.#alone(body.linkId, sender, () => prepare(body));
    };
  }

  async #save(input: unknown, sender: Sender): Promise<Result<() => Result<Outcome>>> {
    const parsed = DEVICE_COMMAND_BODIES['link.save'].safeParse(input);
    if (!parsed.success) {
      const problems = explainLink((input as { link?: unknown } | null)?.link);
      const [first] = problems;
      if (!first) return refuse('badBody', describeIssue(parsed.error));
      return refuse('badLink', `链路设置有误：${first.zh}`, problems);
    }
    const { link, knownChangedAt } = parsed.data;
    return this.#alone(link.id, sender, async () => {
      const state = this.#state(link.id);
      if (!state && this.#world.links.size >= LINKS_LIMIT) {
        return refuse('tooManyLinks', `本站已有 ${LINKS_LIMIT} 条链路，不能再加`);
      }
      if (knownChangedAt !== undefined && knownChangedAt !== (state?.changedAt ?? null)) {
        const who = state ? `${state.changedBy} 已修改链路 ${link.id}` : `链路 ${link.id} 已被删除`;
        return refuse('linkChanged', `${who}，请重新打开后再改`);
      }
      const warnings = warningsOf(link, state?.record, devicesOn(link.id, this.#world.devices.values()));
      const command: LinkCommand = { kind: 'configure', link, statedBy: 'desk' };
      if (state && fingerprintOf(state.record) === fingerprintOf(link) && (state.stopped || this.#isUp(link.id))) {
        return ok(() => this.#decide(link.id, command, warnings));
      }
      const refusal = state?.stopped ? await this.#objection(link) : await this.#run(link);
      return refusal ? fail(refusal) : ok(() => this.#decide(link.id, command, warnings));
    });
  }

  async #stop({ linkId, reason }: DeviceCommandBody<'link.stop'>): Promise<Result<() => Result<Outcome>>> {
    const command: LinkCommand = { kind: 'stop', linkId, reason };
    const refused = this.#refusalOf(linkId, command);
    if (refused) return fail(refused);
    const warnings = warningsOfStop(this.#state(linkId)!.record, devicesOn(linkId, this.#world.devices.values()));
    await this.#parts.links.close(linkId);
    return ok(() => this.#decide(linkId, command, warnings));
  }

  async #start({ linkId }: DeviceCommandBody<'link.start'>): Promise<Result<() => Result<Outcome>>> {
    const command: LinkCommand = { kind: 'start', linkId };
    const refused = this.#refusalOf(linkId, command) ?? (await this.#run(this.#state(linkId)!.record));
    return refused ? fail(refused) : ok(() => this.#decide(linkId, command));
  }

  async #remove({ linkId }: DeviceCommandBody<'link.remove'>): Promise<Result<() => Result<Outcome>>> {
    const isGone = !this.#stationLinks.has(linkId);
    const command: LinkCommand = { kind: 'remove', linkId, isGone };
    const refused = this.#refusalOf(linkId, command);
    if (refused) return fail(refused);
    const { length } = devicesOn(linkId, this.#world.devices.values());
    if (length > 0) {
      const zh = `链路 ${linkId} 上还有 ${length} 台设备：请先把它们改到别的链路，或停用此链路`;
      const en = `${length} devices report over link ${linkId}: move them to another link first, or stop this one`;
      return refuse('linkInUse', zh, [{ path: '', zh, en }]);
    }
    await this.#parts.links.close(linkId);
    return ok(() => this.#decide(linkId, command));
  }

  /** Null once it runs. Before a port is touched, everything is said that can be known without. */
  async #run(record: LinkRecord): Promise<Refusal | null> {
    const objection = (await this.#objection(record)) ?? (await probeTransport(record.transport));
    if (objection) return objection;
    const opened = await this.#parts.links.replace(record);
    return opened.ok ? null : opened.failure;
  }

  #objection(record: LinkRecord): Promise<Refusal | null> {
    const { links, http } = this.#parts;
    return findClash(record, { links: this.#world.links.values(), ports: links.ports, http: http() });
  }

  /** Holds the link until what was prepared has been decided, in the same turn as its recording. */
  async #alone(
    linkId: string,
    sender: Sender,
    prepare: () => Promise<Result<() => Result<Outcome>>>,
  ): Promise<Result<() => Result<Outcome>>> {
    const holder = this.#busy.get(linkId);
    if (holder !== undefined) return refuse('linkBusy', `${holder} 正在修改链路 ${linkId}，请稍后再看`);
    this.#busy.set(linkId, nameOfActor(sender.actor));
    const before = this.#turn;
    let end: () => void = () => undefined;
    this.#turn = new Promise((resolve) => {
      end = resolve;
    });
    const release = () => {
      this.#busy.delete(linkId);
      end();
    };
    try {
      await before;
      const prepared = await prepare();
      if (!prepared.ok) {
        release();
        return prepared;
      }
      return ok(() => {
        release();
        return prepared.value();
      });
    } catch (error) {
      release();
      throw error;
    }
  }

  #decide(linkId: string, command: LinkCommand, warnings: readonly Problem[] = []): Result<Outcome> {
    const decided = decideLink(this.#state(linkId), command);
    return decided.ok ? ok({ drafts: decided.value, ...(warnings.length > 0 && { warnings }) }) : decided;
  }

  #refusalOf(linkId: string, command: LinkCommand): Refusal | null {
    const decided = decideLink(this.#state(linkId), command);
    return decided.ok ? null : decided.failure;
  }

  #isUp(linkId: string): boolean {
    return this.#parts.links.health().some(({ id, isUp }) => id === linkId && isUp);
  }

  #state(linkId: string): LinkState | undefined {
    return this.#world.links.get(linkId);
  }

  get #parts(): Running {
    if (!this.#running) throw new Error('links are changed before they run');
    return this.#running;
  }

  get #world(): World {
    return this.#desk.world;
  }
}

/** What station.json says of links when the core starts: who is new, who has changed, who has left it. */
export function stationStatements(records: readonly LinkRecord[], world: World): Draft[] {
  const named = new Set(records.map(({ id }) => id));
  const stated = records.map((link) =>
    decideLink(world.links.get(link.id), { kind: 'configure', link, statedBy: 'station' }),
  );
  const gone = [...world.links.values()].filter(({ id, statedBy }) => statedBy === 'station' && !named.has(id));
  const removed = gone.map(({ id }) => decideLink(world.links.get(id), { kind: 'remove', linkId: id, isGone: true }));
  return [...stated, ...removed].flatMap((decided) => (decided.ok ? decided.value : []));
}

/**
 * Which links run when the core starts. Those of station.json must open, or the station does not start and says why; those
 * of the desk are shown down and tried again.
 */
export function linksToRun(world: World): { readonly required: LinkRecord[]; readonly patient: LinkRecord[] } {
  const running = [...world.links.values()].filter(({ stopped }) => !stopped);
  const recordsOf = (by: LinkState['statedBy']) =>
    running.flatMap(({ statedBy, record }) => (statedBy === by ? [upToDate(record)] : []));
  return { required: recordsOf('station'), patient: recordsOf('desk') };
}

/** A record in the journal may be older than a setting that has a default since. */
function upToDate(record: LinkRecord): LinkRecord {
  const parsed = linkRecordSchema.safeParse(record);
  return parsed.success ? parsed.data : record;
}
