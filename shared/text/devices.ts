import type { DeviceKind, DeviceState } from '../domain/device.ts';
import type { ConditionName } from '../domain/deviceCondition.ts';
import type { TrustJudgement } from '../domain/deviceTrust.ts';
import type { WalkTestResult } from '../domain/walkTest.ts';
import type { DeviceImportField, DeviceImportPreview, DeviceImportRow } from '../wire/deviceImport.ts';
import { bilingual } from './language.ts';

interface DevicesText {
  title: string;
  tabs: Record<'list' | 'import' | 'walk', string>;
  enroll: string;
  cancel: string;
  back: string;
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

  importChoose: string;
  importDrop: string;
  importFormats: string;
  importReading(name: string): string;
  importAnother: string;
  importCounts: Record<DeviceImportRow['state'], string>;
  importMapping: string;
  importNotTaken: string;
  importField: Record<DeviceImportField, string>;
  datum: string;
  datums: Record<DeviceImportPreview['datum'], string>;
  importColumn: Record<'row' | 'state' | 'device' | 'field' | 'value' | 'what', string>;
  importWhole: string;
  importChanges(fields: string): string;
  importMore(count: number): string;
  importNoRows: string;
  importConfirm(count: number): string;
  importNothing: string;
  importDone(count: number): string;
  importDoneBad(bad: number): string;
  importExpired: string;
  importToList: string;
  saveBad(count: number): string;
  badFileName: string;
  importTooLarge(megabytes: number): string;
  importUnreachable: string;
  importRefused(why: string): string;

  walk: {
    intro: string;
    noneChosen: string;
    chosen(count: number): string;
    tooMany(limit: number): string;
    byLink: string;
    byLinkHint: string;
    order: string;
    orderHint: string;
    name: string;
    defaultName(date: string): string;
    window: string;
    minutes(minutes: number): string;
    start(count: number): string;
    running: string;
    finished: string;
    none: string;
    progress(proved: number, all: number): string;
    pressNow: string;
    nextUp: string;
    noneArmed: string;
    noneArmedHint: string;
    left: string;
    arm: string;
    armAgain: string;
    skip: string;
    skipReason: string;
    skipQuick: readonly string[];
    finish: string;
    finishEarly(waiting: number): string;
    result: Record<WalkTestResult, string>;
    armed: string;
    startedBy(who: string, at: string): string;
    finishedBy(who: string, at: string): string;
    otherPresses: string;
    print: string;
    toList: string;
    open: string;
    leaveOut(name: string): string;
  };
  sheet: {
    title: string;
    station: string;
    name: string;
    startedAt: string;
    finishedAt: string;
    notFinished: string;
    by: string;
    summary(all: number, proved: number, missed: number, skipped: number, waiting: number): string;
    columns: Record<'number' | 'device' | 'id' | 'account' | 'result' | 'time' | 'skew' | 'remark', string>;
    code(code: string): string;
    skewNone: string;
    skew(seconds: string): string;
    signWalker: string;
    signDesk: string;
    signDate: string;
    printedAt(at: string): string;
  };
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
    back: '返回清单',
    aim: '请在地图上点设备的位置',

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

    importChoose: '选择文件',
    importDrop: '把设备表拖到这里，或选择文件',
    importFormats: 'CSV、Excel（.xlsx）或 GeoJSON，最多 50,000 行、16 MB。先预览，确认后才导入。',
    importReading: (name) => `正在读取 ${name}……`,
    importAnother: '换一个文件',
    importCounts: { new: '新增', changed: '变更', same: '相同', bad: '有误' },
    importMapping: '列的对应',
    importNotTaken: '不取',
    importField: {
      id: '编号',
      kind: '种类',
      name: '名称',
      lon: '经度',
      lat: '纬度',
      link: '链路',
      account: '账号',
      key: '密钥',
      keyEncoding: '密钥编码',
      requireEncryption: '必须加密',
      supervision: '监督周期',
      siren: '联动警号',
    },
    datum: '坐标系',
    datums: { wgs84: 'WGS-84（GPS、CGCS2000）', gcj02: 'GCJ-02（高德、腾讯）', bd09: 'BD-09（百度）' },
    importColumn: { row: '行', state: '结果', device: '设备', field: '字段', value: '内容', what: '说明' },
    importWhole: '整行',
    importChanges: (fields) => `将变更：${fields}`,
    importMore: (count) => `另有 ${count} 行未列出，同样会处理`,
    importNoRows: '文件里没有设备',
    importConfirm: (count) => `导入 ${count} 台`,
    importNothing: '没有可导入的行',
    importDone: (count) => `已导入 ${count} 台设备`,
    importDoneBad: (bad) => `${bad} 行有误，未导入；改好后再导入一次即可，已导入的不会重复。`,
    importExpired: '预览已过期，请重新选择文件',
    importToList: '查看清单',
    saveBad: (count) => `保存有误的 ${count} 行`,
    badFileName: '有误的行',
    importTooLarge: (megabytes) => `文件超过 ${megabytes} MB，请分成几个`,
    importUnreachable: '没有联系上核心，文件未读取；请稍后再试',
    importRefused: (why) => `未能读取：${why}`,

    walk: {
      intro:
        '一人沿线逐杆按下报警键，本窗口逐一验证。只有正在等待的那一杆、在时限内的第一次按下算测试；其他任何按下都照常报警。',
      noneChosen: '先选设备：在清单中勾选，或按链路选一整排',
      chosen: (count) => `${count} 台设备，按以下顺序`,
      tooMany: (limit) => `一次最多 ${limit} 台，请分段步测`,
      byLink: '选这一排',
      byLinkHint: '该链路上的全部报警杆和一键报警',
      order: '按路线排序',
      orderHint: '由一端起，每次走向最近的一台',
      name: '名称',
      defaultName: (date) => `${date} 步测`,
      window: '每杆等待',
      minutes: (minutes) => `${minutes} 分钟`,
      start: (count) => `开始步测 ${count} 台`,
      running: '进行中',
      finished: '已结束',
      none: '还没有步测',
      progress: (proved, all) => `已测通 ${proved} / ${all}`,
      pressNow: '请按下',
      nextUp: '随后',
      noneArmed: '没有在等待的设备',
      noneArmedHint: '在下面选一台点“等待”，或结束步测。',
      left: '剩余',
      arm: '等待这台',
      armAgain: '重测',
      skip: '跳过',
      skipReason: '跳过的原因',
      skipQuick: ['现场无法到达', '设备已拆除', '断电检修中'],
      finish: '结束步测',
      finishEarly: (waiting) => `结束步测（${waiting} 台未测）`,
      result: { waiting: '未测', proved: '测通', missed: '未收到', skipped: '跳过' },
      armed: '等待中',
      startedBy: (who, at) => `${who} 于 ${at} 开始`,
      finishedBy: (who, at) => `${who} 于 ${at} 结束`,
      otherPresses: '同一杆再按一次就是真警。',
      print: '打印记录表',
      toList: '全部步测',
      open: '打开',
      leaveOut: (name) => `不测 ${name}`,
    },
    sheet: {
      title: '报警设备步测记录表',
      station: '单位',
      name: '步测',
      startedAt: '开始',
      finishedAt: '结束',
      notFinished: '尚未结束',
      by: '值班席',
      summary: (all, proved, missed, skipped, waiting) =>
        `共 ${all} 台：测通 ${proved}，未收到 ${missed}，跳过 ${skipped}，未测 ${waiting}`,
      columns: {
        number: '序号',
        device: '设备',
        id: '编号',
        account: '账号',
        result: '结果',
        time: '时间',
        skew: '时钟偏差',
        remark: '备注',
      },
      code: (code) => `代码 ${code}`,
      skewNone: '未报时间',
      skew: (seconds) => `${seconds} 秒`,
      signWalker: '步测人（签字）',
      signDesk: '值班员（签字）',
      signDate: '日期',
      printedAt: (at) => `打印于 ${at}`,
    },
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
    back: 'Back to the list',
    aim: 'Click the device’s place on the map',

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
      siren: 'Sounds at this device’s alarm; never at a silent one',
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
    ofStation: 'The station’s configuration names this device: remove it there. It can be put into maintenance here.',

    importChoose: 'Choose a file',
    importDrop: 'Drop a list of devices here, or choose a file',
    importFormats:
      'CSV, Excel (.xlsx) or GeoJSON, up to 50,000 rows and 16 MB. A preview first; nothing changes until you confirm.',
    importReading: (name) => `Reading ${name}…`,
    importAnother: 'Another file',
    importCounts: { new: 'New', changed: 'Changed', same: 'Same', bad: 'Bad' },
    importMapping: 'Columns',
    importNotTaken: 'Not taken',
    importField: {
      id: 'Id',
      kind: 'Kind',
      name: 'Name',
      lon: 'Longitude',
      lat: 'Latitude',
      link: 'Link',
      account: 'Account',
      key: 'Key',
      keyEncoding: 'Key encoding',
      requireEncryption: 'Must encrypt',
      supervision: 'Supervision',
      siren: 'Siren',
    },
    datum: 'Coordinates',
    datums: { wgs84: 'WGS-84 (GPS, CGCS2000)', gcj02: 'GCJ-02 (Amap, Tencent)', bd09: 'BD-09 (Baidu)' },
    importColumn: { row: 'Row', state: 'Result', device: 'Device', field: 'Field', value: 'Value', what: 'Remark' },
    importWhole: 'Whole row',
    importChanges: (fields) => `Will change: ${fields}`,
    importMore: (count) => `${count} more rows are not listed and are handled alike`,
    importNoRows: 'There are no devices in this file',
    importConfirm: (count) => (count === 1 ? 'Import 1 device' : `Import ${count} devices`),
    importNothing: 'No row can be imported',
    importDone: (count) => (count === 1 ? '1 device imported' : `${count} devices imported`),
    importDoneBad: (bad) =>
      `${bad === 1 ? '1 bad row was' : `${bad} bad rows were`} left out. Correct and import again: what is in already is not doubled.`,
    importExpired: 'The preview has expired; choose the file again',
    importToList: 'Show the list',
    saveBad: (count) => (count === 1 ? 'Save the bad row' : `Save the ${count} bad rows`),
    badFileName: 'bad rows',
    importTooLarge: (megabytes) => `The file is larger than ${megabytes} MB; split it`,
    importUnreachable: 'The core could not be reached; the file was not read. Try again',
    importRefused: (why) => `Not read: ${why}`,

    walk: {
      intro:
        'Somebody walks the row and presses each button; each is proved here. Only the first press of the awaited pole, within its time, is taken as the test: every other press is an alarm as ever.',
      noneChosen: 'Choose devices first: tick them in the list, or take a whole row by its link',
      chosen: (count) => (count === 1 ? '1 device' : `${count} devices, in this order`),
      tooMany: (limit) => `At most ${limit} at a time: walk in sections`,
      byLink: 'Take this row',
      byLinkHint: 'Every alarm pole and one-key button of this link',
      order: 'Order along the way',
      orderHint: 'From one end, always on to the nearest',
      name: 'Name',
      defaultName: (date) => `Walk test of ${date}`,
      window: 'Wait for each',
      minutes: (minutes) => `${minutes} min`,
      start: (count) => (count === 1 ? 'Start the test of 1 device' : `Start the test of ${count} devices`),
      running: 'Running',
      finished: 'Finished',
      none: 'No walk test yet',
      progress: (proved, all) => `${proved} of ${all} proved`,
      pressNow: 'Press now',
      nextUp: 'Then',
      noneArmed: 'No device is awaited',
      noneArmedHint: 'Choose one below with “Await”, or finish the test.',
      left: 'Left',
      arm: 'Await',
      armAgain: 'Test again',
      skip: 'Skip',
      skipReason: 'Why it is skipped',
      skipQuick: ['Cannot be reached', 'Taken down', 'Without power'],
      finish: 'Finish the test',
      finishEarly: (waiting) => `Finish (${waiting} not tested)`,
      result: { waiting: 'Not tested', proved: 'Proved', missed: 'Nothing came', skipped: 'Skipped' },
      armed: 'Awaited',
      startedBy: (who, at) => `Started by ${who} at ${at}`,
      finishedBy: (who, at) => `Finished by ${who} at ${at}`,
      otherPresses: 'A second press of the same pole is a real alarm.',
      print: 'Print the record',
      toList: 'All walk tests',
      open: 'Open',
      leaveOut: (name) => `Leave out ${name}`,
    },
    sheet: {
      title: 'Walk test record of alarm devices',
      station: 'Station',
      name: 'Walk test',
      startedAt: 'Started',
      finishedAt: 'Finished',
      notFinished: 'Not finished',
      by: 'Desk',
      summary: (all, proved, missed, skipped, waiting) =>
        `${all} in all: ${proved} proved, ${missed} without a signal, ${skipped} skipped, ${waiting} not tested`,
      columns: {
        number: 'No.',
        device: 'Device',
        id: 'Id',
        account: 'Account',
        result: 'Result',
        time: 'Time',
        skew: 'Clock',
        remark: 'Remark',
      },
      code: (code) => `Code ${code}`,
      skewNone: 'No time sent',
      skew: (seconds) => `${seconds} s`,
      signWalker: 'Walked by (signature)',
      signDesk: 'Duty officer (signature)',
      signDate: 'Date',
      printedAt: (at) => `Printed ${at}`,
    },
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
