/** A scenario as a file of this machine: hostile until read, and written as the core keeps it. */
import { type Result, refuse } from '#shared/kit/result.ts';
import { readScenario, SCENARIO_BYTES, SCENARIO_SUFFIX, type Scenario } from '#shared/wire/scenario.ts';

/** Refused with `tooLarge`, before a byte is read, or as `readScenario` does. */
export async function readScenarioFile(file: Pick<File, 'size' | 'text'>): Promise<Result<Scenario>> {
  // A character takes up to three bytes.
  if (file.size > 3 * SCENARIO_BYTES) return refuse('tooLarge', '');
  return readScenario(await file.text());
}

/** The download has its own hold on the file by the time its address is given back. */
export function downloadScenario(scenario: Scenario): void {
  const content = new Blob([`${JSON.stringify(scenario, null, 2)}\n`], { type: 'application/json' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = `${scenario.id}${SCENARIO_SUFFIX}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 0);
}
