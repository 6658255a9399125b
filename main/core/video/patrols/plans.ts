/** Presets and patrols of the station's walls of video: what station.json states, and what the journal says was saved since. */
import type { ExecuteContext, Steward } from '#main/core/desk/command.ts';
import type { StoredEvent } from '#shared/domain/event.ts';
import {
  decideVideoPlan,
  VIDEO_PLAN_BODIES,
  type VideoPatrol,
  type VideoPlanChange,
  type VideoPlanEventBody,
  type VideoPreset,
} from '#shared/domain/videoPlan.ts';
import { describeIssue } from '#shared/kit/issue.ts';
import { ok, refuse } from '#shared/kit/result.ts';
import type { VideoPlans } from '#shared/wire/video.ts';

export interface PlansParts {
  readonly stated: VideoPlans;
  /** Of the journal so far, in its order. */
  readonly kept: readonly Pick<StoredEvent, 'kind' | 'body'>[];
  newId(): string;
}

export class Plans {
  readonly #presets = new Map<string, VideoPreset>();
  readonly #patrols = new Map<string, VideoPatrol>();
  readonly #newId: () => string;

  constructor({ stated, kept, newId }: PlansParts) {
    this.#newId = newId;
    this.onEvents(kept);
    // What station.json states holds, whatever was saved under its id before it did.
    for (const preset of stated.presets) this.#presets.set(preset.id, preset);
    for (const patrol of stated.patrols) this.#patrols.set(patrol.id, patrol);
  }

  list(): VideoPlans {
    const byName = (one: { name: string }, other: { name: string }) => one.name.localeCompare(other.name, 'zh-CN');
    return { presets: [...this.#presets.values()].sort(byName), patrols: [...this.#patrols.values()].sort(byName) };
  }

  onEvents(events: readonly Pick<StoredEvent, 'kind' | 'body'>[]): void {
    for (const { kind, body } of events) {
      switch (kind as keyof VideoPlanEventBody) {
        case 'videoPreset.saved': {
          const { preset } = body as VideoPlanEventBody['videoPreset.saved'];
          this.#presets.set(preset.id, preset);
          break;
        }
        case 'videoPatrol.saved': {
          const { patrol } = body as VideoPlanEventBody['videoPatrol.saved'];
          this.#patrols.set(patrol.id, patrol);
          break;
        }
        case 'videoPreset.removed':
          this.#presets.delete((body as VideoPlanEventBody['videoPreset.removed']).presetId);
          break;
        case 'videoPatrol.removed':
          this.#patrols.delete((body as VideoPlanEventBody['videoPatrol.removed']).patrolId);
          break;
      }
    }
  }

  readonly stewards: ExecuteContext['stewards'] = {
    'videoPreset.save': this.#steward('videoPreset.save', ({ presetId, ...said }) => ({
      kind: 'savePreset',
      preset: { ...said, id: presetId ?? this.#newId(), source: 'desk' },
    })),
    'videoPatrol.save': this.#steward('videoPatrol.save', ({ patrolId, ...said }) => ({
      kind: 'savePatrol',
      patrol: { ...said, id: patrolId ?? this.#newId(), source: 'desk' },
    })),
    'videoPreset.remove': this.#steward('videoPreset.remove', ({ presetId: id }) => ({ kind: 'removePreset', id })),
    'videoPatrol.remove': this.#steward('videoPatrol.remove', ({ patrolId: id }) => ({ kind: 'removePatrol', id })),
  };

  #steward<Kind extends keyof typeof VIDEO_PLAN_BODIES>(
    kind: Kind,
    changeOf: (body: (typeof VIDEO_PLAN_BODIES)[Kind]['_output']) => VideoPlanChange,
  ): Steward {
    return async (input) => {
      const body = VIDEO_PLAN_BODIES[kind].safeParse(input);
      if (!body.success) return refuse('badBody', describeIssue(body.error));
      const change = changeOf(body.data as (typeof VIDEO_PLAN_BODIES)[Kind]['_output']);
      return ok(() => {
        const isPreset = change.kind === 'savePreset' || change.kind === 'removePreset';
        const decided = decideVideoPlan(isPreset ? this.#presets : this.#patrols, change);
        return decided.ok ? ok({ drafts: decided.value }) : decided;
      });
    };
  }
}
