import { type VideoWindowWish, videoWindowWishSchema } from '#shared/wire/videoWindow.ts';

const EMPTY: VideoWindowWish = { layout: 4, channelIds: [], isSpot: false };

/** What the shell has written into the address of the window; four empty places where it says nothing that can be read. */
export function readWish(search: string): VideoWindowWish {
  const query = new URLSearchParams(search);
  const wish = videoWindowWishSchema.safeParse({
    layout: Number(query.get('layout')),
    channelIds: query.getAll('channel').map((id) => id || null),
    isSpot: query.get('spot') === '1',
  });
  return wish.success ? wish.data : EMPTY;
}
