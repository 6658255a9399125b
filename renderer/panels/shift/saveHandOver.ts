import type { CommandContext } from '../../commands/context.ts';
import { readHandOverFile } from '../../live/shiftPages.ts';
import { saveFile } from '../../ui/saveFile.ts';

/** As a file of this machine: the shell asks where to. */
export async function saveHandOver(client: CommandContext['client'], handOverId: string): Promise<void> {
  const file = await readHandOverFile(client, handOverId);
  if (!file) return;
  saveFile(file.content, file.name);
}
