/** What must sound now. Pure: from what the core last said about unanswered alarms and whether the core itself is well. */
import type { CoreWhereabouts } from '#shared/wire/bridge.ts';
import type { UnansweredAlarm } from '#shared/wire/host.ts';
import type { SoundPattern, SoundPlan } from '#shared/wire/sound.ts';

const BY_LEVEL: readonly SoundPattern[] = ['levelI', 'levelII', 'levelIII', 'levelIV'];

export interface SoundSituation {
  readonly unanswered: readonly UnansweredAlarm[];
  readonly realm: 'live' | 'drill';
  readonly core: CoreWhereabouts['state'];
  /** How long the core has not been running, in ms. */
  readonly coreLostMs: number;
}

/** A core that comes back within this time is not worth a tone. */
const TROUBLE_AFTER_MS = 10_000;
/** The level whose tone a silent alarm borrows. */
const DISCREET_LEVEL = 3;
/** Beyond the wall there is nobody left to tell. */
const LOUDEST_STEP = 3;

/**
 * The gravest unanswered alarm decides the rhythm, the one risen furthest how loud it is: a storm is one sound. It goes on when the core is lost: nothing resets by itself
 * (GB 50394 §5.2). Without one, a core that stays away is itself worth a tone.
 */
export function planSound({ unanswered, realm, core, coreLostMs }: SoundSituation): SoundPlan {
  const isDrill = realm === 'drill';
  if (unanswered.length > 0) {
    const gravest = Math.min(...unanswered.map(loudnessOf));
    const index = Math.min(Math.max(Math.round(gravest), 1), BY_LEVEL.length) - 1;
    return {
      pattern: BY_LEVEL[index]!,
      isDrill,
      step: Math.min(LOUDEST_STEP, Math.max(...unanswered.map(({ step }) => step))),
    };
  }
  const isTrouble = core === 'failed' || (core === 'restarting' && coreLostMs >= TROUBLE_AFTER_MS);
  return { pattern: isTrouble ? 'trouble' : 'quiet', isDrill, step: 0 };
}

/** Duress is silent where it was pressed, never here: an alarm nobody hears is missed. It gets the discreet tone. */
function loudnessOf({ level, isSilent }: UnansweredAlarm): number {
  return isSilent ? Math.max(level, DISCREET_LEVEL) : level;
}

export function isSamePlan(a: SoundPlan, b: SoundPlan): boolean {
  return a.pattern === b.pattern && a.isDrill === b.isDrill && a.step === b.step;
}
