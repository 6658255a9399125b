import { REPORT_TONES, type ReportToneLevel } from '#shared/wire/sound.ts';
import { GRID_MEASURES } from '../live/gridValues/fold.ts';
import { neighbour } from '../live/queueOrder.ts';
import type { Command } from './command.ts';
import { type CommandContext, currentQueue, maySend } from './context.ts';
import type { SheetId } from './deskView.ts';

const always = () => true;

/** Opens a sheet over the map, or takes away the one that stands there. */
function toggleSheet(id: SheetId): Pick<Command, 'group' | 'isAvailable' | 'run'> {
  return {
    group: 'view',
    isAvailable: always,
    run: ({ view }) =>
      view.change({ sheet: view.state.sheet?.id === id ? null : { id, focus: null }, deviceDraft: null }),
  };
}

/** The machine keeps it, and sounds it once. */
export function setReportTone({ view, machine }: CommandContext, reportTone: ReportToneLevel): void {
  machine.setReportTone(reportTone);
  view.change({ reportTone });
}

/** Chinese or English; the machine keeps it. */
export function toggleLanguage({ view, machine }: CommandContext): void {
  const language = view.state.language === 'en' ? 'zh-CN' : 'en';
  machine.setLanguage(language);
  view.change({ language });
}

function step(context: CommandContext, by: 1 | -1): void {
  const next = neighbour(currentQueue(context), context.view.state.incidentId, by);
  if (next) context.view.select({ kind: 'incident', id: next.id });
}

const hasOpen = (context: CommandContext) => {
  const { unanswered, handled } = currentQueue(context);
  return unanswered.length + handled.length > 0;
};

export const viewCommands: readonly Command[] = [
  { id: 'view.video', keys: ['Control+q'], ...toggleSheet('video') },
  { id: 'view.wall', keys: ['Control+F9'], ...toggleSheet('wall') },
  {
    id: 'view.drill',
    group: 'view',
    keys: ['Control+F12'],
    // In the drill room itself whoever leads it has a window of his own.
    isAvailable: ({ machine }) => machine.drillRoom !== null && machine.start.room === 'station',
    run: ({ view }) => view.change({ dialog: { kind: 'drillRoom' } }),
  },
  { id: 'view.numbers', keys: ['Control+F10'], ...toggleSheet('numbers') },
  {
    id: 'wall.send',
    group: 'view',
    keys: ['Control+F8'],
    isAvailable: (context) => maySend(context, 'wall.send'),
    run: ({ view }) => view.change({ dialog: { kind: 'wallSend' } }),
  },
  {
    id: 'queue.next',
    group: 'queue',
    keys: ['j', 'ArrowDown'],
    isAvailable: hasOpen,
    run: (context) => step(context, 1),
  },
  {
    id: 'queue.previous',
    group: 'queue',
    keys: ['k', 'ArrowUp'],
    isAvailable: hasOpen,
    run: (context) => step(context, -1),
  },
  {
    id: 'queue.firstUnanswered',
    group: 'queue',
    keys: ['u'],
    isAvailable: (context) => currentQueue(context).unanswered.length > 0,
    run: (context) => {
      const first = currentQueue(context).unanswered[0];
      if (first) context.view.select({ kind: 'incident', id: first.id });
    },
  },
  {
    id: 'map.flyTo',
    group: 'map',
    keys: ['f'],
    isAvailable: (context) => context.map() !== null && context.view.selection !== null,
    run: (context) => {
      const { selection } = context.view;
      context.view.change({ sheet: null, deviceDraft: null });
      if (selection) context.map()?.flyTo(selection);
    },
  },
  {
    id: 'map.home',
    group: 'map',
    keys: ['h'],
    isAvailable: (context) => context.map() !== null,
    run: (context) => context.map()?.flyHome(),
  },
  {
    id: 'map.lock',
    group: 'map',
    keys: ['v'],
    isAvailable: always,
    run: ({ view }) => view.change({ isCameraLocked: !view.state.isCameraLocked }),
  },
  {
    id: 'map.prisms',
    group: 'map',
    keys: ['9'],
    isAvailable: always,
    // Round the measures and off again.
    run: ({ view }) => {
      const { gridMeasure } = view.state;
      const next = gridMeasure === null ? 0 : GRID_MEASURES.indexOf(gridMeasure) + 1;
      view.change({ gridMeasure: GRID_MEASURES[next] ?? null });
    },
  },
  {
    id: 'view.dismiss',
    group: 'view',
    keys: ['Escape'],
    isAvailable: ({ view }) =>
      view.state.dialog !== null ||
      view.state.mapAim !== null ||
      view.state.sheet !== null ||
      view.state.beside !== null ||
      view.state.enclosed.length > 0 ||
      view.state.trail !== null ||
      view.state.notices.length > 0,
    run: ({ view }) => {
      if (view.state.dialog) view.change({ dialog: null });
      else if (view.state.mapAim) view.change({ mapAim: null });
      else if (view.state.notices.length > 0) view.change({ notices: [] });
      else if (view.state.sheet?.id === 'devices' && view.state.deviceDraft) view.change({ deviceDraft: null });
      else if (view.state.sheet) view.change({ sheet: null });
      else if (view.state.beside) view.select(null);
      else if (view.state.trail) view.change({ trail: null });
      else view.change({ enclosed: [] });
    },
  },
  {
    id: 'view.commandBar',
    group: 'view',
    keys: ['Control+k'],
    isAvailable: always,
    run: ({ view }) => view.change({ dialog: { kind: 'commandBar', line: '' } }),
  },
  {
    id: 'view.commandLine',
    group: 'view',
    keys: ['/'],
    isAvailable: always,
    run: ({ view }) => view.change({ dialog: { kind: 'commandBar', line: '/' } }),
  },
  {
    id: 'view.shortcuts',
    group: 'view',
    keys: ['?'],
    isAvailable: always,
    run: ({ view }) => view.change({ dialog: { kind: 'shortcuts' } }),
  },
  { id: 'view.devices', keys: ['m'], ...toggleSheet('devices') },
  { id: 'view.links', keys: ['p'], ...toggleSheet('links') },
  { id: 'view.coverage', keys: ['i'], ...toggleSheet('coverage') },
  { id: 'view.blindSpots', keys: ['F9'], ...toggleSheet('blindSpots') },
  { id: 'view.groups', keys: ['Control+;'], ...toggleSheet('groups') },
  { id: 'view.broadcast', keys: ['Control+/'], ...toggleSheet('broadcast') },
  {
    ...toggleSheet('scenes'),
    id: 'view.scenes',
    keys: ['Control+m'],
    isAvailable: ({ machine }) => machine.scenes !== null,
  },
  { id: 'view.machines', keys: ['Control+j'], ...toggleSheet('machines') },
  {
    ...toggleSheet('join'),
    id: 'view.join',
    keys: ['Control+h'],
    // A plain browser has no shell that could join.
    isAvailable: ({ machine }) => machine.host !== null,
  },
  {
    id: 'view.language',
    group: 'view',
    keys: ['l'],
    isAvailable: always,
    run: toggleLanguage,
  },
  {
    id: 'sound.test',
    group: 'view',
    keys: ['s'],
    isAvailable: ({ view }) => view.state.sound !== null,
    run: ({ view, machine }) => {
      void machine.testSound().then((sound) => view.change({ sound }));
    },
  },
  {
    id: 'sound.reportTone',
    group: 'view',
    keys: ['Control+,'],
    isAvailable: ({ view }) => view.state.reportTone !== null,
    run: (context) => {
      const { reportTone } = context.view.state;
      if (reportTone === null) return;
      setReportTone(context, REPORT_TONES[(REPORT_TONES.indexOf(reportTone) + 1) % REPORT_TONES.length]!);
    },
  },
];
