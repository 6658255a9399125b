import type { FindKind } from '../search/findable.ts';
import { bilingual } from './language.ts';

export const COMMAND_IDS = [
  'incident.acknowledge',
  'incident.dispatchFirst',
  'incident.candidate1',
  'incident.candidate2',
  'incident.candidate3',
  'incident.candidate4',
  'incident.candidate5',
  'incident.close',
  'incident.moveUp',
  'incident.note',
  'incident.open',
  'dispatch.accept',
  'dispatch.depart',
  'dispatch.arrive',
  'dispatch.finish',
  'dispatch.refuse',
  'dispatch.withdraw',
  'dispatch.next',
  'queue.next',
  'queue.previous',
  'queue.firstUnanswered',
  'map.flyTo',
  'map.home',
  'map.lock',
  'map.prisms',
  'map.coverage',
  'view.dismiss',
  'view.commandBar',
  'view.shortcuts',
  'view.devices',
  'view.links',
  'view.coverage',
  'view.language',
  'sound.test',
] as const;
export type CommandId = (typeof COMMAND_IDS)[number];

export const COMMAND_GROUPS = ['incident', 'dispatch', 'queue', 'map', 'view'] as const;
export type CommandGroup = (typeof COMMAND_GROUPS)[number];

interface CommandsText {
  title: Record<CommandId, string>;
  group: Record<CommandGroup, string>;
  /** Names of keys that are not one character. */
  key: Record<'Space' | 'ArrowDown' | 'ArrowUp' | 'Escape' | 'Enter' | 'Control', string>;
  barPlaceholder: string;
  barLabel: string;
  barEmpty: string;
  barNotNow: string;
  barActions: string;
  /** Headings of what was found. */
  barKind: Record<FindKind, string>;
  barMore(count: number): string;
  /** Why areas, places and roads are not found. */
  barReading: string;
  barFailed: string;
  shortcutsTitle: string;
  shortcutsHint: string;
}

export const commandsText = bilingual<CommandsText>(
  {
    title: {
      'incident.acknowledge': '受理',
      'incident.dispatchFirst': '派遣首选力量',
      'incident.candidate1': '派遣第 1 推荐',
      'incident.candidate2': '派遣第 2 推荐',
      'incident.candidate3': '派遣第 3 推荐',
      'incident.candidate4': '派遣第 4 推荐',
      'incident.candidate5': '派遣第 5 推荐',
      'incident.close': '结案',
      'incident.moveUp': '调位补缺口',
      'incident.note': '写记录',
      'incident.open': '登记事件',
      'dispatch.accept': '代报接单',
      'dispatch.depart': '代报出发',
      'dispatch.arrive': '代报到场',
      'dispatch.finish': '代报完成',
      'dispatch.refuse': '代报拒绝',
      'dispatch.withdraw': '撤回力量',
      'dispatch.next': '换下一支力量代报',
      'queue.next': '下一起',
      'queue.previous': '上一起',
      'queue.firstUnanswered': '最急的未受理',
      'map.flyTo': '定位',
      'map.home': '地图全貌',
      'map.lock': '锁定视角',
      'map.prisms': '网格柱：今日报警 / 未结事件 / 到场用时 / 关',
      'map.coverage': '覆盖道路',
      'view.dismiss': '关闭',
      'view.commandBar': '命令栏',
      'view.shortcuts': '快捷键',
      'view.devices': '设备',
      'view.links': '链路',
      'view.coverage': '覆盖',
      'view.language': '切换为英文',
      'sound.test': '试音',
    },
    group: { incident: '事件', dispatch: '派遣（代报）', queue: '队列', map: '地图', view: '界面' },
    key: { Space: '空格', ArrowDown: '↓', ArrowUp: '↑', Escape: 'Esc', Enter: '回车', Control: 'Ctrl' },
    barPlaceholder: '网格、地址、场所、道路、力量、设备、摄像机、事件编号；汉字、编码或拼音首字母',
    barLabel: '命令栏',
    barEmpty: '没有找到',
    barNotNow: '当前不可用',
    barActions: '操作',
    barKind: {
      incident: '事件',
      grid: '网格与区划',
      place: '场所',
      unit: '力量',
      device: '报警设备',
      camera: '摄像机',
      road: '道路',
      building: '建筑',
    },
    barMore: (count) => `还有 ${count} 条，请再输几个字`,
    barReading: '正在读取场景，网格、场所和道路稍后可查',
    barFailed: '场景读取失败，只能查事件、力量和设备',
    shortcutsTitle: '快捷键',
    shortcutsHint: '输入文字时快捷键不起作用；按 Esc 退出输入。',
  },
  {
    title: {
      'incident.acknowledge': 'Accept',
      'incident.dispatchFirst': 'Dispatch the first candidate',
      'incident.candidate1': 'Dispatch candidate 1',
      'incident.candidate2': 'Dispatch candidate 2',
      'incident.candidate3': 'Dispatch candidate 3',
      'incident.candidate4': 'Dispatch candidate 4',
      'incident.candidate5': 'Dispatch candidate 5',
      'incident.close': 'Close the incident',
      'incident.moveUp': 'Relocate to close the gap',
      'incident.note': 'Write a note',
      'incident.open': 'Open an incident by hand',
      'dispatch.accept': 'Report: accepts',
      'dispatch.depart': 'Report: departs',
      'dispatch.arrive': 'Report: arrives',
      'dispatch.finish': 'Report: done',
      'dispatch.refuse': 'Report: refuses',
      'dispatch.withdraw': 'Withdraw the unit',
      'dispatch.next': 'Report for the next unit',
      'queue.next': 'Next',
      'queue.previous': 'Previous',
      'queue.firstUnanswered': 'Most urgent unanswered',
      'map.flyTo': 'Show on the map',
      'map.home': 'Whole map',
      'map.lock': 'Lock the view',
      'map.prisms': 'Grid columns: alarms today / open incidents / arrival / off',
      'map.coverage': 'Covered roads',
      'view.dismiss': 'Dismiss',
      'view.commandBar': 'Command bar',
      'view.shortcuts': 'Keyboard shortcuts',
      'view.devices': 'Devices',
      'view.links': 'Links',
      'view.coverage': 'Coverage',
      'view.language': 'Switch to Chinese',
      'sound.test': 'Test the sound',
    },
    group: { incident: 'Incident', dispatch: 'Dispatch (by radio)', queue: 'Queue', map: 'Map', view: 'Window' },
    key: { Space: 'Space', ArrowDown: '↓', ArrowUp: '↑', Escape: 'Esc', Enter: 'Enter', Control: 'Ctrl' },
    barPlaceholder: 'Grid, address, place, road, unit, device, camera, incident; text, code or pinyin initials',
    barLabel: 'Command bar',
    barEmpty: 'Nothing found',
    barNotNow: 'not available now',
    barActions: 'Actions',
    barKind: {
      incident: 'Incidents',
      grid: 'Grids and divisions',
      place: 'Places',
      unit: 'Units',
      device: 'Alarm devices',
      camera: 'Cameras',
      road: 'Roads',
      building: 'Buildings',
    },
    barMore: (count) => `${count} more: type a little more`,
    barReading: 'The scene is being read; grids, places and roads follow in a moment',
    barFailed: 'The scene could not be read; only incidents, units and devices are found',
    shortcutsTitle: 'Keyboard shortcuts',
    shortcutsHint: 'Keys rest while you type; Esc leaves the field.',
  },
);
