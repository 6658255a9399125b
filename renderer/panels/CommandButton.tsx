import type { ReactNode } from 'react';
import type { CommandId } from '#shared/text/commands.ts';
import { commandOf, runCommand } from '../commands/registry.ts';
import { Button, type ButtonProps } from '../ui/Button.tsx';
import { useAdvice, useCommands, useLive, useText, useView } from './desk.tsx';
import { keyLabel } from './keyLabel.ts';

/** A button that is a command: same title, same key, same availability as everywhere else. */
export function CommandButton({
  id,
  children,
  pendingName = id,
  showsKey = true,
  testId,
  ...rest
}: Pick<ButtonProps, 'look' | 'size' | 'className'> & {
  readonly id: CommandId;
  readonly children?: ReactNode;
  readonly pendingName?: string;
  readonly showsKey?: boolean;
  readonly testId?: string;
}) {
  const context = useCommands();
  const text = useText();
  const command = commandOf(id);
  useAdvice();
  useView((view) => view);
  const isAvailable = useLive(() => command.isAvailable(context));
  const isWaiting = useView((view) => view.pending.includes(pendingName));
  const [key] = command.keys;
  return (
    <Button
      {...rest}
      disabled={!isAvailable}
      isWaiting={isWaiting}
      keyLabel={showsKey && key ? keyLabel(key, text) : undefined}
      aria-keyshortcuts={command.keys.join(' ')}
      data-testid={testId}
      onClick={() => runCommand(context, id)}
    >
      {children ?? text.commands.title[id]}
    </Button>
  );
}
