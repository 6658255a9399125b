import { afterEach, expect, test, vi } from 'vitest';
import { COMMAND_IDS } from '#shared/text/commands.ts';
import { incidentJournal } from '#tests/fixtures/storedEvents.ts';
import { startFakeCore } from '#tests/simulators/seat/fakeCore.ts';
import { browserMachine } from '../live/machine.ts';
import { Recommendations } from '../live/recommendations.ts';
import { SeatClient } from '../live/seatClient.ts';
import { SignIn } from '../live/signIn.ts';
import { type CommandContext, currentCandidates, currentIncident } from './context.ts';
import { DeskView } from './deskView.ts';
import { commandForKey, type KeyPress, type KeyTarget } from './keys.ts';
import { COMMANDS, runCommand } from './registry.ts';

const disposers: (() => void)[] = [];
afterEach(() => {
  for (const dispose of disposers.splice(0)) dispose();
});

/** A desk over a fake core with one unanswered incident, which is selected. */
async function openDesk() {
  const journal = incidentJournal();
  journal.open();
  const core = await startFakeCore(journal.events);
  let id = 0;
  const client = new SeatClient({
    token: 'a-token-of-a-test',
    clock: Date.now,
    randomBytes: (bytes) => bytes.fill(++id),
  });
  disposers.push(
    () => client.dispose(),
    () => void core.stop(),
  );
  client.pointAt({ state: 'running', url: core.url, reason: null });
  await vi.waitFor(() => expect(client.connection.state).toBe('live'), { timeout: 5_000 });
  const focused: string[] = [];
  const machine = browserMachine({ hash: '', origin: core.url });
  const context: CommandContext = {
    client,
    recommendations: new Recommendations(client),
    view: new DeskView('zh-CN', null),
    machine,
    signIn: new SignIn(client, machine),
    map: () => null,
    replay: null,
    focusField: (field) => focused.push(field),
  };
  context.view.select({ kind: 'incident', id: 'i-1' });
  const press = (key: string, target: KeyTarget = 'page', part: Partial<KeyPress> = {}) =>
    commandForKey({ key, ctrlKey: false, altKey: false, metaKey: false, repeat: false, ...part }, target, context)?.id;
  return { core, context, press, focused, journal };
}

test('every command is registered once, and no two share a key', () => {
  expect(COMMANDS.map(({ id }) => id).sort()).toEqual([...COMMAND_IDS].sort());
  const keys = COMMANDS.flatMap((command) => command.keys);
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

test('the main path is on the keyboard', async () => {
  const { press } = await openDesk();
  expect(['a', ' ', 'A', 'c', 'n', 'j', 'o', '?', '/'].map((key) => press(key))).toEqual([
    'incident.acknowledge',
    'incident.acknowledge',
    'incident.acknowledge',
    'incident.close',
    'incident.note',
    'queue.next',
    'incident.open',
    'view.shortcuts',
    'view.commandLine',
  ]);
  expect(press('k', 'page', { ctrlKey: true })).toBe('view.commandBar');
});

test('what cannot be done now has no key: no candidates, no map, nothing on the way', async () => {
  const { press } = await openDesk();
  expect(['d', '1', 'f', 'r', 's', 'z'].map((key) => press(key))).toEqual(Array(6).fill(undefined));
});

test('a closed incident proposes nobody, though advice on it is still there', async () => {
  const { context, core, journal, press } = await openDesk();
  const recommendation = { candidates: [{ unitId: 'u-1' }], passedOver: [] } as never;
  const advice = { incidentId: 'i-1', state: 'ready', recommendation, coverage: null } as const;
  vi.spyOn(context.recommendations, 'advice', 'get').mockReturnValue(advice);
  expect([currentCandidates(context).length, press('1')]).toEqual([1, 'incident.candidate1']);
  for (const event of journal.apply({ kind: 'close', reason: 'false', note: '', forceReason: '误触' }))
    core.append(event);
  await vi.waitFor(() => expect(currentIncident(context)?.closedAt).not.toBeNull());
  expect([currentCandidates(context), press('1')]).toEqual([[], undefined]);
});

test('keys rest while typing, except chords', async () => {
  const { press } = await openDesk();
  expect(press('a', 'text')).toBeUndefined();
  expect(press(' ', 'text')).toBeUndefined();
  expect(press('k', 'text', { ctrlKey: true })).toBe('view.commandBar');
});

test('a focused button keeps Space, a held key acts once, Alt is not ours', async () => {
  const { press } = await openDesk();
  expect(press(' ', 'button')).toBeUndefined();
  expect(press('a', 'button')).toBe('incident.acknowledge');
  expect(press('a', 'page', { repeat: true })).toBeUndefined();
  expect(press('j', 'page', { repeat: true })).toBe('queue.next');
  expect(press('a', 'page', { altKey: true })).toBeUndefined();
});

test('closing only asks: a dialog stands in the way of every key but Escape', async () => {
  const { context, core, press } = await openDesk();
  expect(runCommand(context, 'incident.close')).toBe(true);
  expect(context.view.state.dialog).toEqual({ kind: 'close', incidentId: 'i-1', reason: null });
  expect(core.commands).toEqual([]);
  expect(press('a')).toBeUndefined();
  expect(press('Escape')).toBe('view.dismiss');
});

test('acknowledging sends one command however often it is pressed', async () => {
  const { context, core } = await openDesk();
  runCommand(context, 'incident.acknowledge');
  runCommand(context, 'incident.acknowledge');
  await vi.waitFor(() => expect(context.view.state.pending).toEqual([]));
  expect(core.commands.map(({ kind, body }) => ({ kind, body }))).toEqual([
    { kind: 'incident.acknowledge', body: { incidentId: 'i-1' } },
  ]);
});

test('a note puts the caret into its field', async () => {
  const { context, focused } = await openDesk();
  runCommand(context, 'incident.note');
  expect(focused).toEqual(['incident-note']);
});

test('with two units sent, the radio keys speak for the chosen one and G changes it', async () => {
  const { context, core, press } = await openDesk();
  const journal = incidentJournal();
  journal.open();
  const facts = { task: 'respond', isAutomatic: false, etaSeconds: null, routeM: null, route: [] } as const;
  for (const number of [1, 2]) {
    const unit = { id: `u-${number}`, name: `巡防 ${number} 队`, kind: 'patrol' } as const;
    for (const event of journal.apply({ kind: 'dispatch', dispatchId: `d-${number}`, unit, ...facts }, number))
      core.append(event);
  }
  await vi.waitFor(() => expect(press('g')).toBe('dispatch.next'));
  runCommand(context, 'dispatch.next');
  runCommand(context, 'dispatch.arrive');
  await vi.waitFor(() =>
    expect(core.commands.map(({ body }) => body)).toEqual([{ incidentId: 'i-1', dispatchId: 'd-2' }]),
  );
});

test('Escape leaves a card first, and the units enclosed on the map after it', async () => {
  const { context, press } = await openDesk();
  context.view.change({ enclosed: ['u-1', 'u-2'], beside: { kind: 'unit', id: 'u-1' } });
  expect(press('Escape')).toBe('view.dismiss');
  runCommand(context, 'view.dismiss');
  expect([context.view.state.beside, context.view.state.enclosed]).toEqual([null, ['u-1', 'u-2']]);
  runCommand(context, 'view.dismiss');
  expect(context.view.state.enclosed).toEqual([]);
  expect(press('Escape')).toBeUndefined();
});
