import type { CommandContext } from '../../commands/context.ts';
import { DeskView } from '../../commands/deskView.ts';
import { BlindFeed } from '../../live/blindFeed.ts';
import { GridValueBoard } from '../../live/gridValues/board.ts';
import type { Machine } from '../../live/machine.ts';
import { OpenEyes } from '../../live/openEyes.ts';
import { Recommendations } from '../../live/recommendations.ts';
import { Directory } from '../../live/search/directory.ts';
import { SeatClient } from '../../live/seatClient.ts';
import { SignIn } from '../../live/signIn.ts';
import type { Desk } from '../../panels/desk.tsx';
import { Ticker } from '../../ui/ticker.ts';

const WATCH_EVERY_MS = 500;

/** A desk that only looks: it follows the station and sends no command. It lives as long as its window. */
export function startWallDesk(machine: Machine): Desk {
  const { start } = machine;
  const client = new SeatClient({
    // Never an officer's session: whoever signs in beside the wall does not sign the wall in.
    token: start.token,
    clock: Date.now,
    randomBytes: (bytes) => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>),
  });
  const directory = new Directory(() => {
    throw new Error('Nothing is searched for on a wall');
  });
  const commands: CommandContext = {
    client,
    machine,
    view: new DeskView(start.language, null),
    recommendations: new Recommendations(client),
    signIn: new SignIn(client, machine),
    replay: null,
    map: () => null,
    focusField: () => undefined,
  };
  machine.onCore((core) => client.pointAt(core));
  client.pointAt(start.core);
  setInterval(() => client.watch(), WATCH_EVERY_MS);
  return {
    commands,
    directory,
    eyes: new OpenEyes(() => Promise.resolve(null)),
    blind: new BlindFeed(() => Promise.resolve(null), client.localNow),
    ticker: new Ticker(client.now, 1_000),
    gridValues: new GridValueBoard(
      () => null,
      () => null,
    ),
  };
}
