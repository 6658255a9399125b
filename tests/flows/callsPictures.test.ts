/**
 * A call of a linkage group with pictures and sound: six parties, fifteen connections of WebRTC whose words go through the core and
 * whose packets do not. Each gets the picture and the sound of each other one, and of nobody else.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { expect, test } from 'vitest';
import type { CallLinkSeen, FromCallMedia, ToCallMedia } from './kit/callMediaChild.ts';
import { becomes, callPhone, callSeat, ring, seatOf, type TestEnd } from './kit/calls.ts';
import { DUTY, eventually, openStation, STATION } from './kit/station.ts';

const LIMIT_MS = 120_000;
/** About a second of it. */
const ENOUGH = 15;

const units = Array.from({ length: 5 }, (_, index) => ({
  ...STATION.units[0]!,
  id: `v-${index}`,
  name: `v-${index} 号`,
}));
const GROUP = {
  ...{ id: 'six', name: '联动六方', kind: 'community' },
  members: units.map(({ id }) => ({ id, name: `成员 ${id}`, channel: { kind: 'phone', unitId: id } })),
};

interface Party {
  readonly end: TestEnd;
  readonly partyId: string;
  /** How many words it has passed on to its media. */
  heard: number;
}

/** The media of all parties: what one says goes to the other by the wires of the station. */
class CallMedia implements Disposable {
  readonly #child: ChildProcess;
  readonly #parties: readonly Party[];
  readonly #callId: string;
  links: Readonly<Record<string, CallLinkSeen>> = {};
  hasFailed = false;

  constructor(callId: string, parties: readonly Party[]) {
    this.#callId = callId;
    this.#parties = parties;
    for (const party of parties) party.heard = party.end.heard.length;
    this.#child = fork(new URL('./kit/callMediaChild.ts', import.meta.url), { execArgv: [] });
    this.#child.on('exit', () => {
      this.hasFailed = true;
    });
    this.#child.on('message', (message: FromCallMedia) => {
      if (message.kind === 'seen') this.links = message.links;
      else void this.#pass(message);
    });
    // The one with the larger name offers, as in renderer/calls/session.ts.
    for (const [from, own] of parties.entries())
      for (const [to, other] of parties.entries())
        if (own.partyId > other.partyId) this.#tell({ kind: 'offer', from, to });
  }

  /** What the ends have heard over their sockets since. */
  pump(): void {
    for (const [to, party] of this.#parties.entries()) {
      for (const { from, word } of party.end.heard.slice(party.heard)) {
        party.heard += 1;
        const speaker = this.#parties.findIndex(({ partyId }) => partyId === from);
        if (word.kind !== 'description' || (word.type !== 'offer' && word.type !== 'answer')) continue;
        this.#tell({ kind: 'hear', from: speaker, to, type: word.type, sdp: word.sdp });
      }
    }
  }

  [Symbol.dispose](): void {
    this.#child.kill('SIGKILL');
  }

  async #pass({ from, to, type, sdp }: Extract<FromCallMedia, { kind: 'say' }>): Promise<void> {
    const [own, other] = [this.#parties[from]!, this.#parties[to]!];
    expect(await own.end.say(this.#callId, own.partyId, other.partyId, { kind: 'description', type, sdp })).toEqual({
      ok: true,
    });
  }

  #tell(message: ToCallMedia): void {
    if (!this.hasFailed) this.#child.send(message);
  }
}

test(
  'in a group of six each sees and hears each, and the station calls them connected by what they say of it',
  async () => {
    await using station = await openStation({
      overrides: {
        groups: [GROUP],
        units: [...STATION.units, ...units],
        tokens: STATION.tokens.map((token) =>
          token.role === 'worker' ? { ...token, units: units.map(({ id }) => id) } : token,
        ),
      },
    });
    using held = new DisposableStack();
    const duty = held.use(await callSeat(station, DUTY, 'window-of-duty-1'));
    const callId = await ring(duty, { groupId: GROUP.id });
    const parties: Party[] = [{ end: duty, partyId: seatOf(station, callId), heard: 0 }];
    for (const { id } of units) {
      const phone = held.use(await callPhone(station, id, `page-of-${id}`));
      await becomes(station, callId, `unit:${id}`, 'ringing');
      expect(await phone.command('call.answer', { callId, endpoint: phone.endpoint })).toMatchObject({ ok: true });
      parties.push({ end: phone, partyId: `unit:${id}`, heard: 0 });
    }
    for (const { end, partyId } of parties) expect(await end.enter(callId, partyId)).toMatchObject({ ok: true });

    const pairs = parties.flatMap((_, from) => parties.flatMap((_other, to) => (from === to ? [] : [`${from}>${to}`])));
    let media = new CallMedia(callId, parties);
    try {
      await eventually('pictures and sound of everybody', () => {
        if (media.hasFailed) {
          media[Symbol.dispose]();
          media = new CallMedia(callId, parties);
        }
        media.pump();
        const { links } = media;
        const isThere = ({ pictures, sounds }: CallLinkSeen) => pictures >= ENOUGH && sounds >= ENOUGH;
        return pairs.every((pair) => links[pair] !== undefined && isThere(links[pair])) || undefined;
      });
      // Thirty ways, and by each comes whoever it is the way of.
      expect(pairs.map((pair) => [pair, media.links[pair]?.senders])).toEqual(
        pairs.map((pair) => [pair, [Number(pair[0])]]),
      );
    } finally {
      media[Symbol.dispose]();
    }
    for (const { end, partyId } of parties)
      await end.media(
        callId,
        partyId,
        parties.flatMap((other) => (other.partyId === partyId ? [] : other.partyId)),
      );
    for (const { partyId } of parties) await becomes(station, callId, partyId, 'connected');
  },
  LIMIT_MS,
);
