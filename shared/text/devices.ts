import type { DeviceKind, DeviceState } from '../domain/device.ts';
import type { ConditionName } from '../domain/deviceCondition.ts';
import type { TrustJudgement } from '../domain/deviceTrust.ts';
import { bilingual } from './language.ts';

interface DevicesText {
  title: string;
  tabs: Record<'list' | 'import' | 'walk', string>;
  enroll: string;
  cancel: string;
  /** Over the map, while a form waits for a click there. */
  aim: string;

  search: string;
  allLinks: string;
  noLink: string;
  filter: Record<'all' | 'lost' | 'faulty' | 'maintenance' | 'doubtful' | 'untested', string>;
  /** `words.contact` where there is room for a word only. */
  contact: Record<DeviceState['contact'], string>;
  column: Record<'name' | 'link' | 'contact' | 'power' | 'test' | 'trust', string>;
  shown(shown: number, all: number): string;
  selectShown(count: number): string;
  selectOne(name: string): string;
  selected(count: number): string;
  clearSelection: string;
  startWalk: string;
  startMaintenance: string;
  emptyNone: string;
  emptyNoneHint: string;
  emptyFiltered: string;
  emptyLoading: string;
  neverTested: string;
  account(account: string): string;
  noAccount: string;
  inMaintenance(until: string): string;

  conditionName: Record<ConditionName, string>;
  condition: Record<ConditionName, Record<'unknown' | 'good' | 'fault', string>>;
  /** One character each for a narrow column; the words are in `words.deviceKind` and `conditionName`. */
  kindMark: Record<DeviceKind, string>;
  conditionMark: Record<ConditionName, string>;
  /** What the frame around a mark says. */
  conditionLook: Record<'unknown' | 'good' | 'fault', string>;

  trust: Record<TrustJudgement['grade'], string>;
  verifyFirst(why: string): string;
  reason: {
    falseAlarms(falseCount: number, judgedCount: number): string;
    vandalFaults(count: number): string;
    clockOff(span: string, isFast: boolean): string;
    silent(since: string | null): string;
    notTested(ago: string | null): string;
  };
  /** The same in a queue row. */
  brief: { falseAlarms(falseCount: number, judgedCount: number): string; vandalFaults(count: number): string };

  formNew: string;
  formEdit(name: string): string;
  save: string;
  saveNew: string;
  fields: {
    id: string;
    kind: string;
    name: string;
    lon: string;
    lat: string;
    link: string;
    account: string;
    key: string;
    supervision: string;
    siren: string;
    requireEncryption: string;
  };
  hints: { id: string; account: string; key: string; supervision: string; siren: string; noLinks: string };
  pickOnMap: string;
  supervisionClass(seconds: number): string;
  supervisionNone: string;
  supervisionOwn: string;
  seconds: string;
  sirenNone: string;
  keyMode: Record<'keep' | 'none' | 'replace', string>;
  keyEncoding: Record<'hex' | 'ascii', string>;
  keyNever: string;
  errors: {
    required: string;
    account: string;
    lon: string;
    lat: string;
    keyHex: string;
    keyLength(bytes: number): string;
    supervision: string;
    keyNeeded: string;
    idTaken(name: string): string;
  };
  retire: string;
  retireTitle(name: string): string;
  retireWhat: string;
  ofStation: string;

  maintenance: {
    title(count: number, first: string): string;
    soundsAll: string;
    until: string;
    forHours(hours: number): string;
    untilAt(at: string): string;
    own: string;
    ownTime: string;
    reason: string;
    reasonQuick: readonly string[];
    confirm(count: number): string;
    confirmNeeds: string;
    tooLong: string;
    over: string;
    end: string;
    progress(done: number, all: number): string;
  };
}

export const devicesText = bilingual<DevicesText>(
  {
    title: '设备',
    tabs: { list: '清单', import: '导入', walk: '步测' },
    enroll: '登记设备',
    cancel: '取消',
    aim: '请在地图上点出位置',

    search: '名称、编号、账号或链路',
    allLinks: '全部链路',
    noLink: '未接链路',
    filter: {
      all: '全部',
      lost: '失联',
      faulty: '有故障',
      maintenance: '检修中',
      doubtful: '存疑',
      untested: '从未测试',
    },
    contact: { unknown: '未联络', online: '在线', lost: '失联' },
    column: {
      name: '设备·编号',
      link: '链路·账号',
      contact: '联络',
      power: '电源·防拆',
      test: '末次测试',
      trust: '可信度',
    },
    shown: (shown, all) => (shown === all ? `共 ${all} 台` : `${shown} / ${all} 台`),
    selectShown: (count) => `选中列出的 ${count} 台`,
    selectOne: (name) => `选中 ${name}`,
    selected: (count) => `已选 ${count} 台`,
    clearSelection: '清除选择',
    startWalk: '步测',
    startMaintenance: '检修',
    emptyNone: '还没有设备：导入或登记',
    emptyNoneHint: '设备表可以是 CSV、Excel 或 GeoJSON；导入前先预览，坏行不影响好行。',
    emptyFiltered: '没有符合条件的设备',
    emptyLoading: '尚未取得设备清单',
    neverTested: '从未',
    account: (account) => `账号 ${account}`,
    noAccount: '无账号',
    inMaintenance: (until) => `检修至 ${until}`,

    conditionName: { mains: '主电', battery: '备电', tamper: '防拆' },
    condition: {
      mains: { unknown: '未上报', good: '正常', fault: '断电' },
      battery: { unknown: '未上报', good: '正常', fault: '电压低' },
      tamper: { unknown: '未上报', good: '正常', fault: '被打开' },
    },
    kindMark: { alarmPole: '杆', oneKeyButton: '键', camera: '摄', gate: '门', sensor: '感', siren: '警' },
    conditionMark: { mains: '主', battery: '备', tamper: '拆' },
    conditionLook: { unknown: '未上报', good: '正常', fault: '故障' },

    trust: { sound: '可信', unproven: '待证实', doubtful: '存疑' },
    verifyFirst: (why) => `先核实：${why}`,
    reason: {
      falseAlarms: (falseCount, judgedCount) => `近 90 天误报 ${falseCount}/${judgedCount}`,
      vandalFaults: (count) => `近 7 天防拆报警 ${count} 次`,
      clockOff: (span, isFast) => `设备时钟${isFast ? '快' : '慢'} ${span}`,
      silent: (since) => (since ? `失联，自 ${since}` : '失联'),
      notTested: (ago) => (ago ? `${ago}测试过，超过 180 天` : '从未测试'),
    },
    brief: {
      falseAlarms: (falseCount, judgedCount) => `误报 ${falseCount}/${judgedCount}`,
      vandalFaults: (count) => `防拆 ${count} 次`,
    },

    formNew: '登记设备',
    formEdit: (name) => `修改 ${name}`,
    save: '保存',
    saveNew: '登记',
    fields: {
      id: '编号',
      kind: '种类',
      name: '名称',
      lon: '经度',
      lat: '纬度',
      link: '链路',
      account: '账号',
      key: '密钥（AES）',
      supervision: '监督周期',
      siren: '联动警号',
      requireEncryption: '必须加密，明文报文一律不接受',
    },
    hints: {
      id: '有国标编号的填 20 位国标编号；登记后不能改',
      account: '3 到 16 位字母或数字，与设备里设置的一致',
      key: '16、24 或 32 字节',
      supervision: '超过这段时间没有声息，判为失联',
      siren: '本设备报警时鸣响；静音报警不响',
      noLinks: '还没有链路，先在“链路”中添加',
    },
    pickOnMap: '在地图上选点',
    supervisionClass: (seconds) => `${seconds} 秒`,
    supervisionNone: '不监督',
    supervisionOwn: '自定',
    seconds: '秒',
    sirenNone: '不联动',
    keyMode: { keep: '沿用现有密钥', none: '不加密', replace: '输入新密钥' },
    keyEncoding: { hex: '十六进制', ascii: '文本' },
    keyNever: '密钥只写入核心，之后不再显示',
    errors: {
      required: '必填',
      account: '账号为 3 到 16 位字母或数字',
      lon: '经度在 -180 到 180 之间，单位为度',
      lat: '纬度在 -90 到 90 之间，单位为度',
      keyHex: '只能是 0–9、A–F',
      keyLength: (bytes) => `现为 ${bytes} 字节，须为 16、24 或 32 字节`,
      supervision: '1 到 604800 之间的整数秒',
      keyNeeded: '必须加密的设备要有密钥',
      idTaken: (name) => `编号已用于 ${name}`,
    },
    retire: '注销设备',
    retireTitle: (name) => `确定注销 ${name}？`,
    retireWhat: '注销后它的报警按未登记设备处理，仍会提醒。记录保留。',
    ofStation: '此设备写在站点配置中，只能在那里删除；可以在此检修。',

    maintenance: {
      title: (count, first) => (count === 1 ? `检修 ${first}` : `检修 ${first} 等 ${count} 台`),
      soundsAll: '检修期间，紧急求助、火警和医疗求助照常鸣响、照常立为事件；其余信号记录并列入提醒。',
      until: '检修到',
      forHours: (hours) => `${hours} 小时`,
      untilAt: (at) => `到 ${at}`,
      own: '指定时间',
      ownTime: '结束时间',
      reason: '原因',
      reasonQuick: ['更换电池', '线路检修', '设备维修', '周边施工'],
      confirm: (count) => (count === 1 ? '开始检修' : `开始检修 ${count} 台`),
      confirmNeeds: '选结束时间，填原因',
      tooLong: '最长 7 天',
      over: '结束时间已过',
      end: '结束检修',
      progress: (done, all) => `正在登记 ${done} / ${all}`,
    },
  },
  {
    title: 'Devices',
    tabs: { list: 'List', import: 'Import', walk: 'Walk test' },
    enroll: 'Enrol a device',
    cancel: 'Cancel',
    aim: 'Click the place on the map',

    search: 'Name, id, account or link',
    allLinks: 'All links',
    noLink: 'No link',
    filter: {
      all: 'All',
      lost: 'Lost contact',
      faulty: 'Faulty',
      maintenance: 'In maintenance',
      doubtful: 'Doubtful',
      untested: 'Never tested',
    },
    contact: { unknown: 'Not heard', online: 'Online', lost: 'Lost' },
    column: {
      name: 'Device',
      link: 'Link',
      contact: 'Contact',
      power: 'Health',
      test: 'Last test',
      trust: 'Trust',
    },
    shown: (shown, all) => (shown === all ? `${all} in all` : `${shown} of ${all}`),
    selectShown: (count) => `Select the ${count} listed`,
    selectOne: (name) => `Select ${name}`,
    selected: (count) => `${count} selected`,
    clearSelection: 'Clear selection',
    startWalk: 'Walk test',
    startMaintenance: 'Maintenance',
    emptyNone: 'No devices yet: import or enrol them',
    emptyNoneHint:
      'The list may be CSV, Excel or GeoJSON; it is previewed first, and bad rows do not hold up good ones.',
    emptyFiltered: 'No device fits this',
    emptyLoading: 'The list of devices has not come yet',
    neverTested: 'Never',
    account: (account) => `Account ${account}`,
    noAccount: 'No account',
    inMaintenance: (until) => `Until ${until}`,

    conditionName: { mains: 'Mains', battery: 'Battery', tamper: 'Tamper' },
    condition: {
      mains: { unknown: 'Not reported', good: 'On', fault: 'Lost' },
      battery: { unknown: 'Not reported', good: 'Good', fault: 'Low' },
      tamper: { unknown: 'Not reported', good: 'Closed', fault: 'Opened' },
    },
    kindMark: { alarmPole: 'P', oneKeyButton: 'B', camera: 'C', gate: 'G', sensor: 'S', siren: 'A' },
    conditionMark: { mains: 'M', battery: 'B', tamper: 'T' },
    conditionLook: { unknown: 'Not reported', good: 'Well', fault: 'Fault' },

    trust: { sound: 'Sound', unproven: 'Unproven', doubtful: 'Doubtful' },
    verifyFirst: (why) => `Verify first: ${why}`,
    reason: {
      falseAlarms: (falseCount, judgedCount) => `${falseCount} of ${judgedCount} alarms false in 90 days`,
      vandalFaults: (count) => `tampered with ${count} times in 7 days`,
      clockOff: (span, isFast) => `its clock is ${span} ${isFast ? 'fast' : 'slow'}`,
      silent: (since) => (since ? `no contact since ${since}` : 'no contact'),
      notTested: (ago) => (ago ? `tested ${ago}, more than 180 days` : 'never tested'),
    },
    brief: {
      falseAlarms: (falseCount, judgedCount) => `false ${falseCount}/${judgedCount}`,
      vandalFaults: (count) => `tamper ×${count}`,
    },

    formNew: 'Enrol a device',
    formEdit: (name) => `Change ${name}`,
    save: 'Save',
    saveNew: 'Enrol',
    fields: {
      id: 'Id',
      kind: 'Kind',
      name: 'Name',
      lon: 'Longitude',
      lat: 'Latitude',
      link: 'Link',
      account: 'Account',
      key: 'Key (AES)',
      supervision: 'Supervision',
      siren: 'Siren to sound',
      requireEncryption: 'Must encrypt: clear frames are never taken',
    },
    hints: {
      id: 'The 20-digit GB/T 28181 id where there is one; fixed once enrolled',
      account: '3 to 16 letters or digits, as set in the device',
      key: '16, 24 or 32 bytes',
      supervision: 'Silent for longer than this counts as lost contact',
      siren: 'Sounds when this device alarms; never at a silent alarm',
      noLinks: 'There is no link yet: add one under Links first',
    },
    pickOnMap: 'Pick on the map',
    supervisionClass: (seconds) => `${seconds} s`,
    supervisionNone: 'Not supervised',
    supervisionOwn: 'Other',
    seconds: 's',
    sirenNone: 'None',
    keyMode: { keep: 'Keep the key it has', none: 'Not encrypted', replace: 'Enter a new key' },
    keyEncoding: { hex: 'Hexadecimal', ascii: 'Text' },
    keyNever: 'The key goes to the core and is never shown again',
    errors: {
      required: 'Needed',
      account: 'An account is 3 to 16 letters or digits',
      lon: 'Longitude is between -180 and 180 degrees',
      lat: 'Latitude is between -90 and 90 degrees',
      keyHex: 'Only 0–9 and A–F',
      keyLength: (bytes) => `This is ${bytes} bytes; it must be 16, 24 or 32`,
      supervision: 'Whole seconds from 1 to 604800',
      keyNeeded: 'A device that must encrypt needs a key',
      idTaken: (name) => `This id belongs to ${name}`,
    },
    retire: 'Retire the device',
    retireTitle: (name) => `Retire ${name}?`,
    retireWhat: 'Its alarms are then those of an unknown device and still shown. Its record is kept.',
    ofStation:
      'The configuration of the station names this device: remove it there. It can be put into maintenance here.',

    maintenance: {
      title: (count, first) => (count === 1 ? `Maintenance of ${first}` : `Maintenance of ${count} devices`),
      soundsAll:
        'Hold-up, fire and medical calls sound and open incidents all the same; whatever else comes is recorded and listed in the notices.',
      until: 'Until',
      forHours: (hours) => (hours === 1 ? '1 hour' : `${hours} hours`),
      untilAt: (at) => `Until ${at}`,
      own: 'Other time',
      ownTime: 'Ends at',
      reason: 'Reason',
      reasonQuick: ['New battery', 'Line works', 'Repair', 'Building works nearby'],
      confirm: (count) => (count === 1 ? 'Start maintenance' : `Start maintenance of ${count}`),
      confirmNeeds: 'Choose an end and give a reason',
      tooLong: 'At most 7 days',
      over: 'That time has passed',
      end: 'End maintenance',
      progress: (done, all) => `${done} of ${all} done`,
    },
  },
);
