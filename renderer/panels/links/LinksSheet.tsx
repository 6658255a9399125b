import { Sheet } from '../../ui/Sheet.tsx';
import { useCommands, useText } from '../desk.tsx';

export function LinksSheet() {
  const text = useText();
  const { view } = useCommands();
  const title = text.commands.title['view.links'];
  return (
    <Sheet title={title} closeLabel={text.commands.title['view.dismiss']} onClose={() => view.change({ sheet: null })}>
      {null}
    </Sheet>
  );
}
