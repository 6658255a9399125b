import type { Datum } from '../geo/datum.ts';
import { bilingual } from './language.ts';
import { type LinkFieldText, linkFieldText } from './linkFields.ts';

interface LinkFormText {
  titleNew: string;
  titleEdit(id: string): string;
  save: string;
  saveNew: string;
  back: string;
  defaultIs(value: string): string;
  yes: string;
  no: string;
  groupWho: string;
  groupTransport: string;
  groupProtocol: string;
  groupBoxes: string;
  addBox: string;
  removeBox: string;
  box(number: number): string;
  buttons: string;
  addButton: string;
  removeButton: string;
  hasSiren: string;
  sources: string;
  addSource: string;
  removeSource: string;
  json: string;
  jsonHint: string;
  copyJson: string;
  overridesStation: string;
  reopens: string;
  problemsAbove(count: number): string;
  saved: string;
  warningsTitle: string;
  field: LinkFieldText;
  parity: Record<'none' | 'even' | 'odd', string>;
  datum: Record<Datum, string>;
  datumUnsaid: string;
  lineDigits: Record<'1' | '3' | 'auto', string>;
  framing: Record<'rtu' | 'tcp', string>;
  area: Record<'discreteInputs' | 'coils', string>;
  watchdog: Record<'register' | 'timedCoil', string>;
}

export const linkFormText = bilingual<LinkFormText>(
  {
    titleNew: '新增链路',
    titleEdit: (id) => `编辑链路 ${id}`,
    save: '保存并重新打开',
    saveNew: '保存并启用',
    back: '取消',
    defaultIs: (value) => `默认 ${value}`,
    yes: '是',
    no: '否',
    groupWho: '链路',
    groupTransport: '怎么接进来',
    groupProtocol: '协议设置',
    groupBoxes: '总线上的按钮箱',
    addBox: '加一个按钮箱',
    removeBox: '去掉这个按钮箱',
    box: (number) => `按钮箱 ${number}`,
    buttons: '按钮',
    addButton: '加一个按钮',
    removeButton: '去掉这个按钮',
    hasSiren: '带警号',
    sources: '按地址区分力量',
    addSource: '加一个地址',
    removeSource: '去掉这个地址',
    json: '配置原文',
    jsonHint: '把它放进 station.json 的 links 里，效果相同。',
    copyJson: '复制配置',
    overridesStation: '这条链路写在 station.json 里。保存后以席位的设置为准，直到文件里的这一条有改动。',
    reopens: '保存后这条链路立即重新打开，其他链路不受影响。',
    problemsAbove: (count) => `有 ${count} 处设置不对，请按红字改正。`,
    saved: '已保存',
    warningsTitle: '已保存，另请留意',
    field: linkFieldText['zh-CN'],
    parity: { none: '无', even: '偶', odd: '奇' },
    datum: { wgs84: 'WGS-84', gcj02: 'GCJ-02（火星坐标）', bd09: 'BD-09（百度坐标）', cgcs2000: 'CGCS2000' },
    datumUnsaid: '不写明（按 station.json，否则 WGS-84）',
    lineDigits: { '1': '1 位', '3': '3 位', auto: '自动' },
    framing: { rtu: 'RTU', tcp: 'Modbus TCP' },
    area: { discreteInputs: '离散输入', coils: '线圈' },
    watchdog: { register: '时长寄存器', timedCoil: '自落线圈' },
  },
  {
    titleNew: 'Add a link',
    titleEdit: (id) => `Edit link ${id}`,
    save: 'Save and reopen',
    saveNew: 'Save and start',
    back: 'Cancel',
    defaultIs: (value) => `Default ${value}`,
    yes: 'Yes',
    no: 'No',
    groupWho: 'Link',
    groupTransport: 'How it comes in',
    groupProtocol: 'Protocol settings',
    groupBoxes: 'Boxes on the bus',
    addBox: 'Add a box',
    removeBox: 'Take this box away',
    box: (number) => `Box ${number}`,
    buttons: 'Buttons',
    addButton: 'Add a button',
    removeButton: 'Take this button away',
    hasSiren: 'Drives a siren',
    sources: 'Units by address',
    addSource: 'Add an address',
    removeSource: 'Take this address away',
    json: 'The record itself',
    jsonHint: 'Put it under links in station.json for the same effect.',
    copyJson: 'Copy the record',
    overridesStation:
      "station.json names this link. Once saved the desk's settings hold, until this link is changed in the file.",
    reopens: 'Saving reopens this link at once; no other link is touched.',
    problemsAbove: (count) =>
      count === 1 ? 'One setting is wrong: see the red line.' : `${count} settings are wrong: see the red lines.`,
    saved: 'Saved',
    warningsTitle: 'Saved; please note',
    field: linkFieldText.en,
    parity: { none: 'None', even: 'Even', odd: 'Odd' },
    datum: { wgs84: 'WGS-84', gcj02: 'GCJ-02', bd09: 'BD-09', cgcs2000: 'CGCS2000' },
    datumUnsaid: 'Not stated (as in station.json, else WGS-84)',
    lineDigits: { '1': '1 digit', '3': '3 digits', auto: 'Automatic' },
    framing: { rtu: 'RTU', tcp: 'Modbus TCP' },
    area: { discreteInputs: 'Discrete inputs', coils: 'Coils' },
    watchdog: { register: 'Time register', timedCoil: 'Falling coil' },
  },
);
