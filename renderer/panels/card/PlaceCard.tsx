import { useEffect, useState } from 'react';
import type { Findable } from '#shared/search/findable.ts';
import { runCommand } from '../../commands/registry.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands, useDirectory, useText } from '../desk.tsx';
import { Card } from './Card.tsx';

/** A place or building of the scene: what the scene says of it. */
export function PlaceCard({ kind, id }: { readonly kind: 'place' | 'building'; readonly id: string }) {
  const context = useCommands();
  const text = useText().cards;
  const place = usePlace(kind, id);
  return (
    <Card kind={text.kind[kind]} title={place?.name ?? id}>
      <div className="card__actions card__actions--first">
        <Button onClick={() => runCommand(context, 'map.flyTo')} keyLabel="F">
          {text.showOnMap}
        </Button>
      </div>
      <dl className="facts">
        <dt>{text.code}</dt>
        <dd className="card__code">{id}</dd>
        {place?.detail && (
          <>
            <dt>{text.where}</dt>
            <dd>{place.detail}</dd>
          </>
        )}
      </dl>
      <p className="card__faint">{text.sceneOnly}</p>
    </Card>
  );
}

function usePlace(kind: 'place' | 'building', id: string): Findable | null {
  const { directory, state } = useDirectory();
  const [held, setHeld] = useState<Findable | null>(null);
  useEffect(() => {
    let isStale = false;
    void directory.standing(kind, id).then((place) => {
      if (!isStale && (place || state !== 'reading')) setHeld(place);
    });
    return () => {
      isStale = true;
    };
  }, [kind, id, directory, state]);
  return held?.id === id ? held : null;
}
