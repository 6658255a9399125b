import { useEffect, useRef, useState } from 'react';
import { formatTime } from '#shared/text/time.ts';
import type { Past } from '../players/past.ts';
import type { TileWords } from './VideoTile.tsx';

/** What was, over what is: framed and dated, so that nobody takes it for now. */
export function PastPicture({ past, words }: { readonly past: Past; readonly words: TileWords }) {
  const place = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(past.since);
  useEffect(() => {
    place.current?.append(past.element);
    const follow = () => setAt(past.since + past.element.currentTime * 1_000);
    past.element.addEventListener('timeupdate', follow);
    return () => past.element.removeEventListener('timeupdate', follow);
  }, [past]);
  return (
    <div className="tile__past" ref={place} data-testid="tile-past">
      <strong className="tile__past-time">{words.past(formatTime(at))}</strong>
    </div>
  );
}
