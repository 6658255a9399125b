import { Sheet } from '../../ui/Sheet.tsx';
import { useCommands, useText } from '../desk.tsx';

export function DevicesSheet() {
  const text = useText();
  const { view } = useCommands();
  const title = text.commands.title['view.devices'];
  return (
    <Sheet title={title} closeLabel={text.commands.title['view.dismiss']} onClose={() => view.change({ sheet: null })}>
      {null}
    </Sheet>
  );
}
