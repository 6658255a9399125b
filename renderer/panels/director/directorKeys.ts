/** Everything the director does by a key; its titles are in shared/text/director.ts. Buttons do the same by the same functions. */
import { isOpenDrill } from '#shared/domain/drill.ts';
import type { DirectorKeyId } from '#shared/text/directorKeys.ts';
import { spokenWords } from '#shared/text/directorScript.ts';
import { mayDirect } from '#shared/wire/roles.ts';
import { type CommandContext, sendCommand } from '../../commands/context.ts';
import { toggleLanguage } from '../../commands/viewCommands.ts';
import type { Director } from './director.tsx';
import type { DirectorPage } from './directorView.ts';
import { nextPace, secondsAt } from './drillTime.ts';
import { canJumpTo, rowInHand, scriptRows } from './scriptRows.ts';

export interface DirectorHand extends Director {
  readonly commands: CommandContext;
}

interface DirectorKey {
  readonly id: DirectorKeyId;
  /** As `Command.keys`. */
  readonly keys: readonly string[];
  /** Absent: whoever has the focus answers it. */
  readonly run?: (hand: DirectorHand) => void;
  /** Works while a field has the caret. */
  readonly isEverywhere?: true;
}

const drillOf = ({ commands }: DirectorHand) => {
  const { drill } = commands.client.live.world;
  const role = commands.client.live.seat?.role;
  return isOpenDrill(drill) && role !== undefined && mayDirect(role) ? drill : null;
};

function rowOf({ feed, view }: DirectorHand) {
  const script = feed.report?.script;
  return script ? rowInHand(scriptRows(script), view.state.injectId) : null;
}

export function togglePause(hand: DirectorHand): void {
  const drill = drillOf(hand);
  if (drill) void sendCommand(hand.commands, drill.phase === 'running' ? 'drill.pause' : 'drill.resume', {});
}

export function setPace(hand: DirectorHand, pace: number): void {
  const drill = drillOf(hand);
  if (drill && pace !== drill.pace) void sendCommand(hand.commands, 'drill.setPace', { pace });
}

export function inject(hand: DirectorHand, injectId: string): void {
  if (drillOf(hand)) void sendCommand(hand.commands, 'drill.inject', { injectId }, `drill.inject ${injectId}`);
}

export function jump(hand: DirectorHand, injectId: string): void {
  if (drillOf(hand)) void sendCommand(hand.commands, 'drill.jump', { injectId }, `drill.jump ${injectId}`);
}

const pageKey = (id: DirectorPage, key: string): DirectorKey => ({ id, keys: [key], run: ({ view }) => view.go(id) });

export const DIRECTOR_KEYS: readonly DirectorKey[] = [
  { id: 'toggle', keys: ['Space'], run: togglePause },
  { id: 'slower', keys: ['['], run: (hand) => setPace(hand, nextPace(drillOf(hand)?.pace ?? 1, -1)) },
  { id: 'faster', keys: [']'], run: (hand) => setPace(hand, nextPace(drillOf(hand)?.pace ?? 1, 1)) },
  {
    id: 'inject',
    keys: ['i'],
    run: (hand) => {
      const row = rowOf(hand);
      if (row && hand.view.state.page === 'stage') inject(hand, row.inject.id);
    },
  },
  {
    id: 'jump',
    keys: ['j'],
    run: (hand) => {
      const [row, drill] = [rowOf(hand), drillOf(hand)];
      if (!row || !drill || hand.view.state.page !== 'stage') return;
      if (canJumpTo(row, secondsAt(drill, hand.commands.client.now()))) jump(hand, row.inject.id);
    },
  },
  {
    id: 'next',
    keys: ['n'],
    run: ({ view }) => view.go('stage', { injectId: null }),
  },
  {
    id: 'spoken',
    keys: ['w'],
    run: ({ feed, view }) => {
      const [first] = spokenDue(feed, view);
      if (first) view.change({ spoken: new Set([...view.state.spoken, first]) });
    },
  },
  { id: 'suspend', keys: ['s'], run: (hand) => drillOf(hand) && hand.view.change({ dialog: 'suspend' }) },
  { id: 'end', keys: ['e'], run: (hand) => drillOf(hand) && hand.view.change({ dialog: 'end' }) },
  pageKey('stage', '1'),
  pageKey('library', '2'),
  pageKey('roles', '3'),
  pageKey('score', '4'),
  { id: 'home', keys: ['h'], run: ({ commands }) => commands.map()?.flyHome() },
  { id: 'save', keys: ['Control+s'] },
  { id: 'rows', keys: ['ArrowUp', 'ArrowDown'] },
  { id: 'language', keys: ['l'], run: ({ commands }) => toggleLanguage(commands) },
  { id: 'shortcuts', keys: ['?'], run: ({ view }) => view.change({ dialog: 'shortcuts' }) },
  {
    id: 'dismiss',
    keys: ['Escape'],
    run: ({ commands, view }) => {
      if (view.state.dialog) view.change({ dialog: null });
      else if (commands.view.state.dialog) commands.view.change({ dialog: null });
      else if (commands.view.state.mapAim) commands.view.change({ mapAim: null });
      else if (commands.view.state.notices.length > 0) commands.view.change({ notices: [] });
      else view.change({ injectId: null });
    },
  },
];

/** Words that somebody has to say now, by inject and the moment it was played; those that were passed on are left out. */
export function spokenDue({ report }: Director['feed'], { state }: Director['view']): readonly string[] {
  const script = report?.script;
  if (!script) return [];
  return script.lines.flatMap(({ injectId, played }) => {
    const act = script.scenario.injects.find(({ id }) => id === injectId)?.act;
    if (!played || !act || spokenWords(act) === null) return [];
    const key = `${injectId}@${played.at}`;
    return state.spoken.has(key) ? [] : [key];
  });
}
