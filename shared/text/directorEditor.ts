/** The scenario editor: every field of a scenario file, and what its values are called. */
import { INCIDENT_KIND_CATALOG, type IncidentKind } from '../catalog/incidentKinds.ts';
import { sopStep } from '../catalog/sopSteps.ts';
import { UNIT_KIND_NAMES, type UnitKind } from '../catalog/unitKinds.ts';
import type { Bilingual } from '../kit/bilingual.ts';
import type { ExpectedActionKind } from '../wire/scenarioActions.ts';
import { bilingual, type Language, pick } from './language.ts';
import { linkageText } from './linkage.ts';
import { words } from './words.ts';

interface DirectorEditorText {
  title(name: string): string;
  untitled: string;
  general: string;
  roles: string;
  injects: string;
  expected: string;
  add: Record<'roles' | 'injects' | 'expected', string>;
  up: string;
  down: string;
  removeItem: string;
  save: string;
  saved: string;
  notSaved: string;
  back: string;
  unsaved: string;
  problems: string;
  noProblems: string;
  checking: string;
  misfits: string;
  noMisfits: string;
  timeline: string;
  timelineHint: string;
  /** What the fields are called; a field of the file without its words here does not compile a form. */
  field: Readonly<Record<string, string>>;
  zh: string;
  en: string;
  usual(value: string): string;
  range(least: string, most: string): string;
  optional: string;
  whenKind: Record<'at' | 'after' | 'without' | 'byHand', string>;
  placeKind: Record<'device' | 'place' | 'point', string>;
  searchDevice: string;
  searchPlace: string;
  /** Where a point lies. */
  inGrid(grid: string): string;
  outsideGrids: string;
  addOne: string;
  takeOff(name: string): string;
  noneYet: string;
  act: string;
  action: string;
  value: Readonly<Record<string, string>>;
  taken: string;
  none: string;
  nobody: string;
  leaveTitle: string;
  leaveMeans: string;
  leave: string;
  stay: string;
}

export const directorEditorText = bilingual<DirectorEditorText>(
  {
    title: (name) => `编辑脚本：${name}`,
    untitled: '未命名',
    general: '基本情况',
    roles: '角色',
    injects: '步骤',
    expected: '预期动作',
    add: { roles: '加角色', injects: '加步骤', expected: '加预期动作' },
    up: '上移',
    down: '下移',
    removeItem: '删除这一项',
    save: '保存',
    saved: '已保存',
    notSaved: '没有保存：',
    back: '返回脚本库',
    unsaved: '有未保存的修改',
    problems: '要改正的',
    noProblems: '脚本完整，可以保存。',
    checking: '正在核对本站…',
    misfits: '本站缺少的',
    noMisfits: '脚本提到的本站都有。',
    timeline: '时间轴',
    timelineHint: '上面是到点进行的步骤，下面是从报警算起的限时；点一下去改它。',
    field: {
      id: '编号',
      title: '标题',
      story: '情况说明',
      seed: '随机种子',
      lengthSeconds: '全长（秒）',
      pace: '启动倍速',
      field: '现场力量',
      name: '名称',
      role: '角色',
      task: '任务',
      note: '导调留意',
      at: '地点',
      atSeconds: '第几秒',
      inject: '哪一步',
      moment: '做到什么',
      delaySeconds: '之后多少秒',
      forSeconds: '多少秒内没有',
      device: '设备',
      code: '报警代码',
      zone: '防区',
      truth: '实际是',
      found: '到场所见',
      count: '数量',
      overSeconds: '分布在多少秒内',
      codes: '报警代码（各占一份）',
      devices: '设备',
      words: '要说的话',
      entered: '怎么进来',
      class: '类别',
      caller: '来电人',
      returnsAfterSeconds: '多少秒后恢复',
      radiusM: '半径（米）',
      closure: '封闭方式',
      reason: '原因',
      opensAfterSeconds: '多少秒后解除',
      behaves: '怎么不正常',
      unitId: '力量',
      force: '哪类力量',
      times: '几次',
      lateSeconds: '迟多少秒',
      cameras: '摄像机',
      links: '链路（不填为全部）',
      phones: '手机也断开',
      of: '针对哪一步',
      withinSeconds: '限时（秒）',
      since: '从何时算起',
      percent: '达到百分之多少',
      points: '分值',
      why: '为什么要这样做',
      as: '事件类别',
      verdict: '核实结论',
      level: '等级',
      forces: '哪类力量（任一）',
      group: '通报哪类单位',
      step: '处置步骤',
      with: '与哪一步并案',
      reasons: '结案原因（任一）',
      lon: '经度',
      lat: '纬度',
      place: '地点名称',
    },
    zh: '中文',
    en: '英文',
    usual: (value) => `不填为 ${value}`,
    range: (least, most) => `${least} 到 ${most}`,
    optional: '可不填',
    whenKind: { at: '到点', after: '做到之后', without: '没做到时', byHand: '只手动' },
    placeKind: { device: '在设备处', place: '场景中的地点', point: '经纬度' },
    searchDevice: '输入名称或编号',
    searchPlace: '输入地点名称',
    inGrid: (grid) => `在 ${grid}`,
    outsideGrids: '不在任何网格内',
    addOne: '加入',
    takeOff: (name) => `去掉 ${name}`,
    noneYet: '还没有',
    act: '发生什么',
    action: '要做什么',
    value: {
      'truth.real': '真实',
      'truth.false': '误报',
      'truth.test': '测试',
      'entered.transfer': '110 转来',
      'entered.desk': '打到值班席，由席位登记',
      'closure.cordon': '封控（优先车可过）',
      'closure.blocked': '完全不通',
      'behaves.silent': '不应答',
      'behaves.refuses': '拒绝',
      'behaves.late': '迟出发',
      'field.simulated': '由程序扮演',
      'field.people': '由人持手机扮演',
      'since.alarm': '报警',
      'since.accepted': '力量接单',
      'since.refused': '力量拒绝',
      'since.arrived': '力量到场',
      true: '是',
      false: '否',
    },
    taken: '这个编号已有脚本：请换一个',
    none: '不限',
    nobody: '不指定',
    leaveTitle: '放弃未保存的修改？',
    leaveMeans: '这个脚本还没有保存，离开后修改就没有了。',
    leave: '放弃修改',
    stay: '继续编辑',
  },
  {
    title: (name) => `Editing: ${name}`,
    untitled: 'untitled',
    general: 'General',
    roles: 'Roles',
    injects: 'Injects',
    expected: 'Expected actions',
    add: { roles: 'Add a role', injects: 'Add an inject', expected: 'Add an expected action' },
    up: 'Up',
    down: 'Down',
    removeItem: 'Remove this one',
    save: 'Save',
    saved: 'Saved',
    notSaved: 'Not saved:',
    back: 'Back to the scenarios',
    unsaved: 'Unsaved changes',
    problems: 'To be put right',
    noProblems: 'The scenario is whole and can be saved.',
    checking: 'Comparing with this station…',
    misfits: 'What this station lacks',
    noMisfits: 'This station has all it speaks of.',
    timeline: 'Time line',
    timelineHint: 'Above, injects that have a time; below, limits counted from the alarm. Press one to change it.',
    field: {
      id: 'Id',
      title: 'Title',
      story: 'Situation',
      seed: 'Seed',
      lengthSeconds: 'Length (seconds)',
      pace: 'Pace at the launch',
      field: 'Field units',
      name: 'Name',
      role: 'Role',
      task: 'Task',
      note: 'To look out for',
      at: 'Place',
      atSeconds: 'At second',
      inject: 'Which inject',
      moment: 'What happened',
      delaySeconds: 'So many seconds later',
      forSeconds: 'Not within so many seconds',
      device: 'Device',
      code: 'Alarm code',
      zone: 'Zone',
      truth: 'It really is',
      found: 'What is found on the spot',
      count: 'How many',
      overSeconds: 'Spread over seconds',
      codes: 'Alarm codes (equal shares)',
      devices: 'Devices',
      words: 'Words to be said',
      entered: 'How it comes in',
      class: 'Class',
      caller: 'Caller',
      returnsAfterSeconds: 'Back after seconds',
      radiusM: 'Radius (metres)',
      closure: 'How it is closed',
      reason: 'Reason',
      opensAfterSeconds: 'Open after seconds',
      behaves: 'What goes wrong',
      unitId: 'Unit',
      force: 'Kind of unit',
      times: 'How often',
      lateSeconds: 'Late by seconds',
      cameras: 'Cameras',
      links: 'Links (none: all)',
      phones: 'Phones as well',
      of: 'Answers which inject',
      withinSeconds: 'Limit (seconds)',
      since: 'Counted from',
      percent: 'Share in per cent',
      points: 'Points',
      why: 'What it is for',
      as: 'Kind of incident',
      verdict: 'Verdict',
      level: 'Level',
      forces: 'Kinds of unit (any)',
      group: 'Whom to tell',
      step: 'Step',
      with: 'Merged with which inject',
      reasons: 'Closed as (any)',
      lon: 'Longitude',
      lat: 'Latitude',
      place: 'Name of the place',
    },
    zh: 'Chinese',
    en: 'English',
    usual: (value) => `left out: ${value}`,
    range: (least, most) => `${least} to ${most}`,
    optional: 'may be left out',
    whenKind: { at: 'At a time', after: 'After something', without: 'If not in time', byHand: 'By hand only' },
    placeKind: { device: 'At a device', place: 'A place of the scene', point: 'Coordinates' },
    searchDevice: 'Name or number',
    searchPlace: 'Name of the place',
    inGrid: (grid) => `In ${grid}`,
    outsideGrids: 'In no grid',
    addOne: 'Add',
    takeOff: (name) => `Take off ${name}`,
    noneYet: 'none yet',
    act: 'What happens',
    action: 'What is to be done',
    value: {
      'truth.real': 'a real matter',
      'truth.false': 'a false alarm',
      'truth.test': 'a test',
      'entered.transfer': 'transferred by 110',
      'entered.desk': 'called to the desk, opened there',
      'closure.cordon': 'cordon (priority passes)',
      'closure.blocked': 'nobody passes',
      'behaves.silent': 'does not answer',
      'behaves.refuses': 'says no',
      'behaves.late': 'sets out late',
      'field.simulated': 'simulated',
      'field.people': 'people with phones',
      'since.alarm': 'the alarm',
      'since.accepted': 'a unit accepted',
      'since.refused': 'a unit refused',
      'since.arrived': 'a unit arrived',
      true: 'yes',
      false: 'no',
    },
    taken: 'There is a scenario of this id: take another',
    none: 'any',
    nobody: 'nobody in particular',
    leaveTitle: 'Give up unsaved changes?',
    leaveMeans: 'This scenario is not saved; what was changed is lost when you leave.',
    leave: 'Give them up',
    stay: 'Go on editing',
  },
);

export const EXPECTED_ACTION_NAMES: Readonly<Record<ExpectedActionKind, Bilingual>> = {
  open: { zh: '登记事件', en: 'Open an incident' },
  acknowledge: { zh: '受理', en: 'Acknowledge' },
  verify: { zh: '核实', en: 'Verify' },
  classify: { zh: '定性', en: 'Classify' },
  dispatch: { zh: '派遣', en: 'Dispatch' },
  arrive: { zh: '到场', en: 'On scene' },
  link: { zh: '通报联动单位', en: 'Tell partners' },
  step: { zh: '完成处置步骤', en: 'Tick a step' },
  merge: { zh: '并案', en: 'Merge' },
  transfer: { zh: '移交', en: 'Transfer' },
  feedback: { zh: '记录处置结果', en: 'Record the outcome' },
  close: { zh: '结案', en: 'Close' },
  broadcast: { zh: '群发', en: 'Broadcast' },
  closeRoad: { zh: '登记道路封控', en: 'Close a road' },
  sealHandOver: { zh: '封存交接包', en: 'Seal the hand-over' },
};

/** A value of a field in the field's own words; as it is written in the file where there are none. */
export function fieldValueName(field: string, value: string, language: Language): string {
  const own = directorEditorText[language].value[`${field}.${value}`] ?? directorEditorText[language].value[value];
  if (own !== undefined) return own;
  const named = words[language];
  switch (field) {
    case 'as':
      return pick(INCIDENT_KIND_CATALOG[value as IncidentKind], language);
    case 'force':
    case 'forces':
      return pick(UNIT_KIND_NAMES[value as UnitKind], language);
    case 'class':
      return named.alarmClass[value as keyof typeof named.alarmClass];
    case 'verdict':
      return named.verdict[value as keyof typeof named.verdict];
    case 'reasons':
      return named.closeReason[value as keyof typeof named.closeReason];
    case 'level':
      return named.level[Number(value) as keyof typeof named.level];
    case 'group': {
      const { groupKind } = linkageText[language];
      return groupKind[value as keyof typeof groupKind];
    }
    case 'step': {
      const step = sopStep(value);
      return step ? pick(step, language) : value;
    }
    default:
      return value;
  }
}
