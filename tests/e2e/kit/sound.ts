/** What the desk says of its sound, and what it has to say on this machine. */
import { lookForSound, usualSoundPlaces } from '#main/shell/sound/audioOutputs.ts';
import { whySoundIsBroken } from '#main/shell/sound/judgeSound.ts';
import { cell, type Duty } from './duty.ts';

/** `鸣响`, or `故障：` and why. */
export async function soundOf(page: Duty['page']): Promise<string> {
  const sound = cell(page, 'sound-state');
  const state = (await sound.locator('.cell__value').textContent())?.trim() ?? '';
  const reasons = await page.getByTestId('notice-sound').locator('.notice__detail').allTextContents();
  return [state, ...reasons].join('：');
}

const HEARD = { requestId: 0, context: 'running', peak: 1, outputs: 1 } as const;

/** `state` where this machine can be heard; where it has nothing to sound with, that and no other fault. */
export function soundDue(state: '鸣响' | '就绪'): string {
  const why = whySoundIsBroken(HEARD, lookForSound(usualSoundPlaces(process.env)));
  return why === null ? state : `故障：${why.zh}`;
}
