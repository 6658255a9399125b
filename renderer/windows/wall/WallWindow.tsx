import { type Desk, DeskProvider } from '../../panels/desk.tsx';
import { PaintBeacon } from '../../panels/wall/PaintBeacon.tsx';
import './wall.css';

export function WallWindow({ desk, displayId }: { readonly desk: Desk; readonly displayId: string }) {
  return (
    <DeskProvider desk={desk}>
      <main className="wall" data-testid="wall" data-display={displayId}>
        <PaintBeacon />
      </main>
    </DeskProvider>
  );
}
