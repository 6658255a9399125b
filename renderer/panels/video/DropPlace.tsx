import { type DragEvent, type ReactNode, useState } from 'react';
import { CHANNEL_DRAG_TYPE } from '../../live/channelDrag.ts';

/** Where a camera can be dropped that is carried from a list, the map or another window; null: not here. */
export function DropPlace({
  className,
  onDropped,
  children,
}: {
  readonly className: string;
  readonly onDropped: ((channelId: string) => void) | null;
  readonly children: ReactNode;
}) {
  const [isOver, setOver] = useState(false);
  const over = (event: DragEvent) => {
    if (!onDropped || !event.dataTransfer.types.includes(CHANNEL_DRAG_TYPE)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    setOver(true);
  };
  const drop = (event: DragEvent) => {
    setOver(false);
    const id = event.dataTransfer.getData(CHANNEL_DRAG_TYPE);
    if (!onDropped || id === '') return;
    event.preventDefault();
    onDropped(id);
  };
  return (
    <article
      className={isOver ? `${className} video-drop--over` : className}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {children}
    </article>
  );
}
