import { expect, test } from 'vitest';
import type { LinkRecord } from '../wire/links/index.ts';
import type { StoredEvent } from './event.ts';
import { decideLink, evolveLink, type LinkCommand, type LinkState } from './link.ts';

const udp = (port: number): LinkRecord => ({
  id: 'poles',
  protocol: 'dc09',
  transport: { kind: 'udp', host: '127.0.0.1', port },
});
const stated = (port: number, statedBy: 'station' | 'desk'): LinkCommand => ({
  kind: 'configure',
  link: udp(port),
  statedBy,
});
const NAMES = { station: 'core', desk: '值班员' } as const;

/** The link after these commands, and the kinds of the events or the refusals they led to. */
function after(...commands: LinkCommand[]) {
  let state: LinkState | undefined;
  const led: string[] = [];
  for (const [index, command] of commands.entries()) {
    const decided = decideLink(state, command);
    if (!decided.ok) led.push(decided.failure.code);
    for (const draft of decided.ok ? decided.value : []) {
      led.push(draft.kind);
      const by = 'statedBy' in command ? command.statedBy : 'desk';
      const actor = { kind: 'operator', id: by, name: NAMES[by], role: 'duty' } as const;
      state = evolveLink(state, { ...draft, seq: index + 1, at: index, actor } as unknown as StoredEvent);
    }
  }
  return { port: state && (state.record.transport as { port: number }).port, statedBy: state?.statedBy, led };
}

const configured = 'link.configured';

test('an unchanged station.json never undoes what the desk has changed; one that says something new does', () => {
  expect(after(stated(1, 'station'), stated(2, 'desk'), stated(1, 'station'))).toEqual({
    port: 2,
    statedBy: 'desk',
    led: [configured, configured],
  });
  expect(after(stated(1, 'station'), stated(2, 'desk'), stated(3, 'station'))).toEqual({
    port: 3,
    statedBy: 'station',
    led: [configured, configured, configured],
  });
});

test('saying what holds already is nothing new', () => {
  expect(after(stated(1, 'desk'), stated(1, 'desk'))).toEqual({ port: 1, statedBy: 'desk', led: [configured] });
});

test('stopped stays so whatever is stated, and only what the file does not name is removed', () => {
  const stop = { kind: 'stop', linkId: 'poles', reason: '换线' } as const;
  const remove = { kind: 'remove', linkId: 'poles' } as const;
  expect(after(stated(1, 'station'), stop, stated(2, 'station'), stop, remove).led).toEqual([
    configured,
    'link.stopped',
    configured,
    'linkStopped',
    'linkOfStation',
  ]);
  expect(after(stated(1, 'station'), stated(2, 'desk'), { ...remove, isGone: true }).led.at(-1)).toBe('link.removed');
  expect(after(stated(1, 'desk'), remove, remove).led).toEqual([configured, 'link.removed', 'unknownLink']);
  expect(after(stated(1, 'desk'), { kind: 'start', linkId: 'poles' }).led.at(-1)).toBe('linkRunning');
});
