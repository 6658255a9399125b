import type { SecurityNotice } from '../domain/device.ts';
import { bilingual } from './language.ts';

interface CardsText {
  dismiss: string;
  kind: Record<'unit' | 'device' | 'camera' | 'grid' | 'place' | 'building' | 'alarm', string>;
  mode: string;
  skills: string;
  position: string;
  neverPositioned: string;
  /** Heading of the list of units enclosed on the map. */
  enclosed(count: number, freeCount: number): string;
  /** Under it: the worst state of their positions, and how many are in it. */
  enclosedWorst(state: string, count: number): string;
  accuracy(metres: string): string;
  moving(kmh: number): string;
  still: string;
  battery: string;
  batteryUnknown: string;
  engagement: string;
  free: string;
  engagedOn(number: string): string;
  openEngagement: string;
  dispatchTo(number: string): string;
  /** Phones that speak for a unit. */
  phones: Record<
    | 'title'
    | 'invite'
    | 'none'
    | 'revoke'
    | 'revokeNow'
    | 'revokeReason'
    | 'keep'
    | 'over'
    | 'scan'
    | 'compare'
    | 'shut'
    | 'done',
    string
  > & { since(time: string): string; holds(left: string): string };
  contact: string;
  since(at: string): string;
  heard(ago: string): string;
  notHeardYet: string;
  supervisionClass: string;
  clock: string;
  clockGood: string;
  lastTest: string;
  lastTestHow: Record<'walkTest' | 'signal', string>;
  neverTested: string;
  trust: string;
  judged(falseCount: number, judgedCount: number): string;
  judgedNone: string;
  vandal: string;
  vandalCount(count: number, last: string): string;
  maintenance: string;
  maintenanceBy(who: string, reason: string): string;
  startMaintenance: string;
  endMaintenance: string;
  edit: string;
  showOnMap: string;
  showInList: string;
  account: string;
  link: string;
  supervision(seconds: number): string;
  notSupervised: string;
  encryption: string;
  encryptionHas: string;
  encryptionRequired: string;
  encryptionNone: string;
  skew(seconds: number): string;
  lastAlarm: string;
  noAlarm: string;
  lastNotice: string;
  /** `claimed`: what the refused frame said it was. */
  securityNotice: Record<SecurityNotice['code'], (claimed: string) => string>;
  code: string;
  where: string;
  incidentsHere(count: number): string;
  noIncidentsHere: string;
  notKnown: string;
  sceneOnly: string;
  /** Of a camera: its picture is opened, how it plays, where it looks, whose it is. */
  watch: string;
  picture: string;
  looks: string;
  looksTo(degrees: number, rangeM: number | null): string;
  owner: string;
}

export const cardsText = bilingual<CardsText>(
  {
    dismiss: '关闭卡片',
    kind: {
      unit: '力量',
      device: '设备',
      camera: '摄像机',
      grid: '网格',
      place: '场所',
      building: '建筑',
      alarm: '报警',
    },
    mode: '出行方式',
    skills: '技能',
    position: '定位',
    enclosed: (count, freeCount) => `圈选 ${count} 支，空闲 ${freeCount} 支`,
    enclosedWorst: (state, count) => `最差：${state} ${count} 支`,
    neverPositioned: '未上报定位，显示的是登记驻点',
    accuracy: (metres) => `精度 ±${metres}`,
    moving: (kmh) => `${kmh} 公里/时`,
    still: '静止',
    battery: '电量',
    batteryUnknown: '未上报',
    engagement: '任务',
    free: '空闲',
    engagedOn: (number) => `正在处置 ${number}`,
    openEngagement: '打开该事件',
    dispatchTo: (number) => `派往 ${number}`,
    phones: {
      title: '手机',
      invite: '邀请手机',
      none: '没有手机代表此力量',
      revoke: '撤销',
      revokeNow: '撤销，立即退出',
      revokeReason: '值班台撤销',
      keep: '保留',
      over: '加入码已过期',
      scan: '手机扫码打开外勤页面',
      compare: '与手机上的数字核对',
      shut: '局域网接入未开放，手机无法连到本站：请管理员在“席位机”中开放',
      done: '完成',
      since: (time) => `${time} 加入`,
      holds: (left) => `只能用一次，${left} 内有效`,
    },
    contact: '联络',
    since: (at) => `自 ${at}`,
    heard: (ago) => `${ago}有声息`,
    notHeardYet: '本次启动后还没有声息',
    supervisionClass: '监督周期',
    clock: '时钟',
    clockGood: '在允许范围内',
    lastTest: '末次测试',
    lastTestHow: { walkTest: '步测', signal: '自检信号' },
    neverTested: '从未测试',
    trust: '可信度',
    judged: (falseCount, judgedCount) => `近 90 天误报 ${falseCount}/${judgedCount}`,
    judgedNone: '近 90 天没有核实过的报警',
    vandal: '防拆记录',
    vandalCount: (count, last) => `${count} 次，最近 ${last}`,
    maintenance: '检修',
    maintenanceBy: (who, reason) => `${reason}（${who}）`,
    startMaintenance: '开始检修',
    endMaintenance: '结束检修',
    edit: '修改',
    showOnMap: '在地图上看',
    showInList: '在清单中看',
    account: '账号',
    link: '接入',
    supervision: (seconds) => `${seconds} 秒内须有声息`,
    notSupervised: '不监督',
    encryption: '加密',
    encryptionHas: '有密钥',
    encryptionRequired: '必须加密',
    encryptionNone: '未加密',
    skew: (seconds) => `设备时钟偏差 ${seconds} 秒`,
    lastAlarm: '最近报警',
    noAlarm: '近期没有报警',
    lastNotice: '安全提醒',
    securityNotice: {
      clockRefused: () => '加密报文的时间超出允许范围，报警未被接受，设备会重发；请校准设备时钟',
      clearFrame: (claimed) => `要求加密的设备收到明文报文：${claimed}`,
    },
    code: '编码',
    where: '位置',
    incidentsHere: (count) => `未结事件 ${count} 起`,
    noIncidentsHere: '没有未结事件',
    notKnown: '本站没有登记这个对象',
    sceneOnly: '来自场景数据',
    watch: '打开画面',
    picture: '画面',
    looks: '朝向',
    looksTo: (degrees, rangeM) => `${degrees}°${rangeM === null ? '' : `，可视 ${Math.round(rangeM)} 米`}`,
    owner: '归属',
  },
  {
    dismiss: 'Close the card',
    kind: {
      unit: 'Unit',
      device: 'Device',
      camera: 'Camera',
      grid: 'Grid',
      place: 'Place',
      building: 'Building',
      alarm: 'Alarm',
    },
    mode: 'Travels by',
    skills: 'Skills',
    position: 'Position',
    enclosed: (count, freeCount) => `${count} enclosed, ${freeCount} free`,
    enclosedWorst: (state, count) => `Worst: ${state}, ${count}`,
    neverPositioned: 'No position reported; shown at its registered post',
    accuracy: (metres) => `±${metres}`,
    moving: (kmh) => `${kmh} km/h`,
    still: 'Standing',
    battery: 'Battery',
    batteryUnknown: 'Not reported',
    engagement: 'Task',
    free: 'Free',
    engagedOn: (number) => `Working on ${number}`,
    openEngagement: 'Open that incident',
    dispatchTo: (number) => `Send to ${number}`,
    phones: {
      title: 'Phones',
      invite: 'Invite a phone',
      none: 'No phone speaks for this unit',
      revoke: 'Revoke',
      revokeNow: 'Revoke, out at once',
      revokeReason: 'revoked at the desk',
      keep: 'Keep',
      over: 'The code is over',
      scan: 'Scan with the phone to open the field page',
      compare: 'Compare with the digits on the phone',
      shut: 'The LAN is shut, no phone can reach this station: an administrator opens it under "Machines"',
      done: 'Done',
      since: (time) => `joined ${time}`,
      holds: (left) => `good once, for ${left}`,
    },
    contact: 'Contact',
    since: (at) => `since ${at}`,
    heard: (ago) => `heard ${ago}`,
    notHeardYet: 'not heard since the core started',
    supervisionClass: 'Supervision',
    clock: 'Clock',
    clockGood: 'Within bounds',
    lastTest: 'Last test',
    lastTestHow: { walkTest: 'walk test', signal: 'its own test signal' },
    neverTested: 'Never tested',
    trust: 'Trust',
    judged: (falseCount, judgedCount) => `${falseCount} of ${judgedCount} alarms false in 90 days`,
    judgedNone: 'No alarm verified in 90 days',
    vandal: 'Tampering',
    vandalCount: (count, last) => (count === 1 ? `once, ${last}` : `${count} times, last ${last}`),
    maintenance: 'Maintenance',
    maintenanceBy: (who, reason) => `${reason} (${who})`,
    startMaintenance: 'Start maintenance',
    endMaintenance: 'End maintenance',
    edit: 'Change',
    showOnMap: 'Show on map',
    showInList: 'Show in list',
    account: 'Account',
    link: 'Link',
    supervision: (seconds) => `must be heard within ${seconds} s`,
    notSupervised: 'Not supervised',
    encryption: 'Encryption',
    encryptionHas: 'Has a key',
    encryptionRequired: 'Required',
    encryptionNone: 'Not encrypted',
    skew: (seconds) => `Its clock is off by ${seconds} s`,
    lastAlarm: 'Last alarm',
    noAlarm: 'No recent alarm',
    lastNotice: 'Security notice',
    securityNotice: {
      clockRefused: () =>
        "The time in an encrypted frame was out of range: the alarm was not taken and will be sent again; set the device's clock",
      clearFrame: (claimed) => `A clear frame came from a device that must encrypt: ${claimed}`,
    },
    code: 'Code',
    where: 'Where',
    incidentsHere: (count) => (count === 1 ? '1 open incident' : `${count} open incidents`),
    noIncidentsHere: 'No open incidents',
    notKnown: 'This station has no record of it',
    sceneOnly: 'From the scene data',
    watch: 'Open the picture',
    picture: 'Picture',
    looks: 'Looks to',
    looksTo: (degrees, rangeM) => `${degrees}°${rangeM === null ? '' : `, sees ${Math.round(rangeM)} m`}`,
    owner: 'Owner',
  },
);
