import type { CommandContext } from '../../commands/context.ts';
import { readHandOverFile } from '../../live/shiftPages.ts';

/** As a file of this machine: the shell asks where to. */
export async function saveHandOver(client: CommandContext['client'], handOverId: string): Promise<void> {
  const file = await readHandOverFile(client, handOverId);
  if (!file) return;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file.content);
  link.download = file.name;
  link.click();
  // The download has its own hold on the file by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 0);
}
