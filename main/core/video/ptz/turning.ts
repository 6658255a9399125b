/**
 * Who turns which camera. One person at a time holds it and loses it by silence; every order is in the journal before the camera
 * hears it; what was set moving and is not told again is stopped from here, whether or not the camera knows time-outs.
 */
import type { AddressRules } from '#main/core/video/media/address/addressRules.ts';
import type { Channel } from '#shared/domain/channel.ts';
import { type ChannelEventBody, channelStream } from '#shared/domain/channelEvents.ts';
import { type Actor, type Draft, nameOfActor } from '#shared/domain/event.ts';
import { isWithinArea } from '#shared/geo/areaCode.ts';
import type { Clock } from '#shared/kit/clock.ts';
import type { Disposable } from '#shared/kit/disposable.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import {
  PTZ_HOLD_MS,
  PTZ_MOVE_MS,
  type PtzHold,
  type PtzOrder,
  type PtzState,
  type PtzVector,
} from '#shared/wire/ptz.ts';
import type { Role } from '#shared/wire/roles.ts';
import { refuseFault } from '../faults.ts';
import type { ChannelRegistry } from '../registry/registry.ts';
import { OnvifCamera, type OnvifFailure } from './onvifCamera.ts';

/** A camera that does not answer `Stop` is told so often, a second apart. */
const STOP_TRIES = 3;
const STOP_AGAIN_MS = 1_000;
/** Those who may take a camera out of another's hands. */
const TAKERS: readonly Role[] = ['leader', 'admin'];

export interface Turner {
  readonly actor: Actor;
  readonly role: Role;
  /** Area code he is responsible for; absent: the whole station. */
  readonly scope?: string;
}

export interface TurningParts {
  readonly registry: Pick<ChannelRegistry, 'get' | 'isListed' | 'onChange'>;
  readonly rules: Pick<AddressRules, 'pin'>;
  readonly clock: Clock;
  gridAt(lon: number, lat: number): string | null;
  /** Resolves when it is on disk. */
  record(drafts: readonly Draft[], actor: Actor): Promise<void>;
}

interface Turned {
  /** What it was made from: a channel that is stated anew is another camera. */
  readonly madeFrom: string;
  readonly camera: OnvifCamera;
  hold: { readonly actor: Actor; readonly untilAt: number } | null;
  moving: { readonly vector: PtzVector; readonly actor: Actor; readonly stopAt: number; readonly tries: number } | null;
  /** Orders reach the camera one after the other. */
  line: Promise<unknown>;
}

export class Turning implements Disposable {
  readonly #parts: TurningParts;
  readonly #turned = new Map<string, Turned>();
  readonly #listening: Disposable;

  constructor(parts: TurningParts) {
    this.#parts = parts;
    this.#listening = parts.registry.onChange((gone) => {
      for (const id of gone) this.#turned.delete(id);
    });
  }

  /** Presets of the camera and who holds it; refused as an order is. */
  async state(channelId: string, turner: Turner): Promise<Result<PtzState>> {
    const found = this.#find(channelId, turner);
    if (!found.ok) return found;
    const { turned } = found.value;
    const presets = await this.#inLine(turned, () => turned.camera.presets());
    if (!presets.ok) return refusalOf(presets.failure);
    return ok({ presets: presets.value, holder: this.#holder(turned, turner) });
  }

  /**
   * Refused with `unknownChannel`, `consentWithdrawn`, `outsideJurisdiction`, `notTurnable`, `ptzHeld`, `ptzRefused`,
   * `notAllowed`, `unreachable`, `unauthorised`.
   */
  async order(channelId: string, order: PtzOrder, turner: Turner): Promise<Result<PtzHold>> {
    const found = this.#find(channelId, turner);
    if (!found.ok) return found;
    const { channel, turned } = found.value;
    const now = this.#parts.clock();
    const other = this.#otherHolder(turned, turner, now);
    if (other && !(order.kind === 'take' && TAKERS.includes(turner.role)))
      return refuse('ptzHeld', `云台正由 ${nameOfActor(other)} 控制`);
    if (order.kind === 'release') turned.hold = null;
    else turned.hold = { actor: turner.actor, untilAt: now + PTZ_HOLD_MS };
    await this.#tell(channel, order, turner.actor, turned, other);
    const done = await this.#inLine(turned, () => this.#carryOut(turned, order, turner.actor));
    if (!done.ok) return refusalOf(done.failure);
    return ok({ ok: true, holder: this.#holder(turned, turner) });
  }

  /** Stops what nobody goes on moving. */
  tick(): void {
    const now = this.#parts.clock();
    for (const [channelId, turned] of this.#turned) {
      const { moving } = turned;
      if (!moving || moving.stopAt > now) continue;
      const tries = moving.tries + 1;
      turned.moving = { ...moving, tries, stopAt: now + STOP_AGAIN_MS };
      const channel = this.#parts.registry.get(channelId);
      void this.#inLine(turned, async () => {
        if (turned.moving?.tries !== tries) return;
        if (tries === 1 && channel) await this.#record(channel, { kind: 'stop', isByItself: true }, moving.actor);
        const stopped = await turned.camera.stop();
        if ((stopped.ok || tries === STOP_TRIES) && turned.moving?.tries === tries) turned.moving = null;
      });
    }
  }

  dispose(): void {
    this.#listening.dispose();
  }

  #find(channelId: string, { scope }: Turner): Result<{ channel: Channel; turned: Turned }> {
    const { registry, rules, clock, gridAt } = this.#parts;
    const channel = registry.get(channelId);
    if (!channel) return refuse('unknownChannel', '没有这路视频');
    if (!registry.isListed(channel)) return refuseFault('consentWithdrawn');
    const area = gridAt(channel.lon, channel.lat);
    if (scope !== undefined && (area === null || !isWithinArea(area, scope)))
      return refuse('outsideJurisdiction', `不在本账号的辖区（${scope}）内`);
    const { ptz, login } = channel;
    if (ptz === null) return refuse('notTurnable', '这路视频没有登记云台控制地址');
    const madeFrom = JSON.stringify([ptz, login]);
    let turned = this.#turned.get(channelId);
    if (turned?.madeFrom !== madeFrom) {
      const camera = new OnvifCamera({ url: ptz.url, profile: ptz.profile ?? null, login }, rules, clock);
      turned = { madeFrom, camera, hold: null, moving: null, line: Promise.resolve() };
      this.#turned.set(channelId, turned);
    }
    return ok({ channel, turned });
  }

  #otherHolder({ hold }: Turned, { actor }: Turner, now: number): Actor | null {
    return hold && hold.untilAt > now && hold.actor.id !== actor.id ? hold.actor : null;
  }

  #holder({ hold }: Turned, { actor }: Turner): PtzState['holder'] {
    if (!hold || hold.untilAt <= this.#parts.clock()) return null;
    return { by: nameOfActor(hold.actor), isMine: hold.actor.id === actor.id, untilAt: hold.untilAt };
  }

  /** A move that goes on, and giving back, are no news. */
  async #tell(channel: Channel, order: PtzOrder, actor: Actor, { moving }: Turned, other: Actor | null): Promise<void> {
    if (order.kind === 'release') return;
    if (order.kind === 'take') {
      if (other) await this.#record(channel, { kind: 'take', from: nameOfActor(other) }, actor);
      return;
    }
    if (order.kind === 'move' && moving?.actor.id === actor.id && isSame(moving.vector, order)) return;
    await this.#record(channel, order.kind === 'stop' ? { ...order, isByItself: false } : order, actor);
  }

  async #carryOut(turned: Turned, order: PtzOrder, actor: Actor) {
    const { camera } = turned;
    switch (order.kind) {
      case 'move': {
        const { pan, tilt, zoom } = order;
        turned.moving = { vector: { pan, tilt, zoom }, actor, stopAt: this.#parts.clock() + PTZ_MOVE_MS, tries: 0 };
        return camera.move(order, PTZ_MOVE_MS);
      }
      case 'preset':
        turned.moving = null;
        return camera.goTo(order.preset);
      case 'stop': {
        const stopped = await camera.stop();
        if (stopped.ok) turned.moving = null;
        return stopped;
      }
      default:
        // Whoever takes it, or gives it back, leaves it standing.
        if (turned.moving === null) return ok(null);
        turned.moving = null;
        return camera.stop();
    }
  }

  #record(channel: Channel, order: ChannelEventBody['channel.turned']['order'], actor: Actor): Promise<void> {
    const body: ChannelEventBody['channel.turned'] = { channelId: channel.id, name: channel.name, order };
    return this.#parts.record([{ stream: channelStream(channel.id), kind: 'channel.turned', body }], actor);
  }

  #inLine<Value>(turned: Turned, run: () => Promise<Value>): Promise<Value> {
    const next = turned.line.then(run);
    turned.line = next.catch(() => undefined);
    return next;
  }
}

const isSame = (left: PtzVector, right: PtzVector) =>
  left.pan === right.pan && left.tilt === right.tilt && left.zoom === right.zoom;

const refusalOf = ({ code, subcode }: OnvifFailure) =>
  code === 'refused' ? refuse('ptzRefused', `摄像机拒绝了云台命令（${subcode ?? '未说明原因'}）`) : refuseFault(code);
