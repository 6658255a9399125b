import type { FrameOutcome } from '../wire/link.ts';
import type { LinkRecord } from '../wire/links/index.ts';
import { bilingual } from './language.ts';

type Protocol = LinkRecord['protocol'];
/** What a link is doing, in one word. */
export type LinkCondition = 'running' | 'faulty' | 'stopped' | 'overloaded' | 'unknown';
/** What an officer can do about a fault, by where it lies. */
export type LinkAdvice = 'serial' | 'tcpClient' | 'port' | 'overload' | 'store' | 'heartbeat' | 'network';

interface LinksText {
  title: string;
  add: string;
  callers: string;
  callersCount(count: number): string;
  links: string;
  doors: string;
  readOnly(role: string): string;
  condition: Record<LinkCondition, string>;
  protocol: Record<Protocol | 'osmand' | 'owntracks' | 'api', string>;
  transport: Record<LinkRecord['transport']['kind'] | 'http', string>;
  outcome: Record<FrameOutcome, string>;
  outcomeAll: string;
  answers: Record<'ack' | 'nak' | 'duh', string>;
  traffic(frames: number, seconds: number): string;
  perMinute(frames: number): string;
  sparkline: string;
  lastFrame: string;
  never: string;
  refusalsCount(count: number): string;
  noLinks: string;
  noLinksHint: string;
  noLongerAsked: string;
  notAnswered: string;
  loading: string;
  gone: string;
  stateHeading: string;
  facts: {
    address: string;
    transport: string;
    stated: string;
    connections: string;
    kernelDrops: string;
    inFlight: string;
    received: string;
    answered: string;
    notStored: string;
    traffic: string;
  };
  statedBy: Record<'station' | 'desk', string>;
  changed(by: string, at: string): string;
  stoppedBy(by: string, at: string): string;
  stoppedReason(reason: string): string;
  advice: Record<LinkAdvice, string>;
  doorHint: string;
  counters: string;
  refusedHeading: string;
  noRefusals: string;
  sinceStart: string;
  devices: string;
  devicesCount(count: number): string;
  devicesLost(count: number): string;
  noDevices: string;
  openDevices: string;
  moreDevices(count: number): string;
  frames: string;
  framesHint: string;
  pause: string;
  resume: string;
  pausedAt(at: string): string;
  noFrames: string;
  noFramesOfDoor: string;
  noFramesLike: string;
  frameTime: string;
  frameRemote: string;
  frameOutcome: string;
  frameContent: string;
  frameDetails(at: string): string;
  hex: string;
  decoded: string;
  bytes(count: number): string;
  copyHex: string;
  copyJson: string;
  copied: string;
  copyFailed: string;
  callersTitle: string;
  callersHint: string;
  noCallers: string;
  noAccount: string;
  callerSays: string;
  callerSaysNothing: string;
  callerTimes(count: number): string;
  callerFirst(at: string): string;
  callerPosition: string;
  enrol: string;
  showRaw: string;
  hideRaw: string;
  openLink: string;
  edit: string;
  stop: string;
  start: string;
  remove: string;
  removeOfStation: string;
  confirmRemove: string;
  removeMeans(id: string): string;
  stopTitle(id: string): string;
  stopMeans: string;
  stopReason: string;
  stopReasons: readonly string[];
  cancel: string;
}

export const linksText = bilingual<LinksText>(
  {
    title: '链路',
    add: '新增链路',
    callers: '陌生来电设备',
    callersCount: (count) => `陌生来电 ${count}`,
    links: '链路',
    doors: '网络上报入口',
    readOnly: (role) => `角色“${role}”只能查看，不能增改、停用链路。`,
    condition: { running: '正常', faulty: '故障', stopped: '停用', overloaded: '过载', unknown: '未知' },
    protocol: {
      dc09: 'DC-09 报警杆与按钮',
      jt808: 'JT/T 808 车载终端',
      cot: 'CoT / TAK 终端',
      surgard: 'Sur-Gard 接警机',
      ademco685: 'Ademco 685 接警机',
      radionics6500: 'Radionics 6500 接警机',
      modbus: 'Modbus 按钮箱与警号',
      nmea: 'NMEA 卫星定位',
      osmand: 'OsmAnd / Traccar 手机上报',
      owntracks: 'OwnTracks 手机上报',
      api: '第三方报警接口',
    },
    transport: { udp: 'UDP 监听', tcp: 'TCP 监听', tcpClient: 'TCP 主动连接', serial: '串口', http: 'HTTP' },
    outcome: {
      accepted: '已接收',
      duplicate: '重复',
      heartbeat: '心跳',
      unreadable: '不可读',
      stranger: '陌生',
      refused: '拒收',
      dropped: '丢弃',
    },
    outcomeAll: '全部',
    answers: { ack: '应答 ACK', nak: '应答 NAK', duh: '应答 DUH' },
    traffic: (frames, seconds) => (seconds >= 60 ? `近 1 分钟 ${frames} 条报文` : `近 ${seconds} 秒 ${frames} 条报文`),
    perMinute: (frames) => `${frames} 条/分`,
    sparkline: '最近一分钟的报文数，左旧右新',
    lastFrame: '最后报文',
    never: '从未收到',
    refusalsCount: (count) => `拒收 ${count}`,
    noLinks: '还没有配置链路。',
    noLinksHint: '链路是报警杆、接警机、车载终端报进来的线路。点“新增链路”，或写入 station.json。',
    noLongerAsked: '与核心没有联系，以下是当时的状态。',
    notAnswered: '核心没有回答，以下是上一次的数据。',
    loading: '正在读取链路状态…',
    gone: '这条链路已不存在。',
    stateHeading: '状态',
    facts: {
      address: '地址',
      transport: '接入方式',
      stated: '配置来源',
      connections: '当前连接',
      kernelDrops: '系统丢弃',
      inFlight: '未应答报文',
      received: '收到报文',
      answered: '已应答',
      notStored: '未能入库',
      traffic: '当前流量',
    },
    statedBy: { station: '来自 station.json', desk: '在席位上修改' },
    changed: (by, at) => `${by}，${at}`,
    stoppedBy: (by, at) => `${by} 于 ${at} 停用`,
    stoppedReason: (reason) => `原因：${reason}`,
    advice: {
      serial: '检查串口线、转换器和供电，核对串口路径。插回后自动重新打开，最长等 30 秒，不用重启程序。',
      tcpClient: '检查对方设备的电源和网线，核对地址和端口。系统一直自动重拨，间隔最长 30 秒。',
      port: '地址不是本机的，或端口已被别的程序占用：点“编辑”改地址或端口，或停掉占用它的程序。',
      overload: '报文多到来不及收。设备会重发，报警会迟但不会丢。看下面的报文来自谁，找到刷屏的设备并处理。',
      store: '报警写不进磁盘，设备没有得到应答。立即叫技术人员检查磁盘空间和磁盘。',
      heartbeat: '线路通，但该来的没有来。检查对端设备是否开机、线缆是否接好、波特率和校验是否一致。',
      network: '线路有过差错，一分钟内没有再出现就会自行消除。反复出现时检查网络和对端设备。',
    },
    doorHint: '随网络服务一直开着，不单独停用。',
    counters: '报文统计',
    refusedHeading: '拒收与丢弃的原因',
    noRefusals: '没有拒收。',
    sinceStart: '核心启动以来',
    devices: '这条链路上的设备',
    devicesCount: (count) => `${count} 台设备`,
    devicesLost: (count) => `${count} 台失联`,
    noDevices: '没有登记在这条链路上的设备。',
    openDevices: '打开设备表',
    moreDevices: (count) => `还有 ${count} 台`,
    frames: '最近报文',
    framesHint: '点开一条看十六进制原文和解码内容，列表随之暂停。',
    pause: '暂停',
    resume: '继续',
    pausedAt: (at) => `已暂停在 ${at}`,
    noFrames: '还没有收到报文。',
    noFramesOfDoor: '网络上报入口只计数，不保留原文。',
    noFramesLike: '没有这一类报文。',
    frameTime: '时间',
    frameRemote: '来源',
    frameOutcome: '结果',
    frameContent: '内容',
    frameDetails: (at) => `${at} 的报文详情`,
    hex: '十六进制原文',
    decoded: '解码内容',
    bytes: (count) => `${count} 字节`,
    copyHex: '复制十六进制',
    copyJson: '复制 JSON',
    copied: '已复制',
    copyFailed: '未能复制，请手动选取',
    callersTitle: '陌生来电设备',
    callersHint: '一天内来过报文、但本站没有登记或无法相信的设备。里面可能有真警：先问清是哪里，再登记。',
    noCallers: '一天内没有陌生设备来报。',
    noAccount: '没有报账号',
    callerSays: '说了什么',
    callerSaysNothing: '读不出内容',
    callerTimes: (count) => `${count} 次`,
    callerFirst: (at) => `首次 ${at}`,
    callerPosition: '自报位置',
    enrol: '登记',
    showRaw: '看原始数据',
    hideRaw: '收起原始数据',
    openLink: '看这条链路',
    edit: '编辑',
    stop: '停用',
    start: '启用',
    remove: '删除',
    removeOfStation: '写在 station.json 里的链路不能在这里删除：可以停用，或从文件里删去。',
    confirmRemove: '确认删除',
    removeMeans: (id) => `删除后 ${id} 不再接收任何报文，它的设置也不保留。设备登记不受影响，但会失联。`,
    stopTitle: (id) => `停用 ${id}`,
    stopMeans:
      '停用后不再接收报文，也不应答：这条链路上的设备会陆续失联，按下按钮不会报警；正在鸣响的警号由自身看门狗按时停下。重启程序后仍然停用，直到有人启用。',
    stopReason: '停用原因',
    stopReasons: ['线路检修', '对端设备更换', '误报刷屏，待查'],
    cancel: '取消',
  },
  {
    title: 'Links',
    add: 'Add a link',
    callers: 'Unknown callers',
    callersCount: (count) => `${count} unknown`,
    links: 'Links',
    doors: 'Network reports',
    readOnly: (role) => `The role “${role}” may look but not add, change or stop links.`,
    condition: {
      running: 'Running',
      faulty: 'Faulty',
      stopped: 'Stopped',
      overloaded: 'Overloaded',
      unknown: 'Unknown',
    },
    protocol: {
      dc09: 'DC-09 poles and buttons',
      jt808: 'JT/T 808 vehicle terminals',
      cot: 'CoT / TAK terminals',
      surgard: 'Sur-Gard receiver',
      ademco685: 'Ademco 685 receiver',
      radionics6500: 'Radionics 6500 receiver',
      modbus: 'Modbus button boxes, sirens',
      nmea: 'NMEA satellite positions',
      osmand: 'OsmAnd / Traccar phones',
      owntracks: 'OwnTracks phones',
      api: 'Alarms of other systems',
    },
    transport: {
      udp: 'UDP, we listen',
      tcp: 'TCP, we listen',
      tcpClient: 'TCP, we call',
      serial: 'Serial port',
      http: 'HTTP',
    },
    outcome: {
      accepted: 'Accepted',
      duplicate: 'Duplicate',
      heartbeat: 'Heartbeat',
      unreadable: 'Unreadable',
      stranger: 'Stranger',
      refused: 'Refused',
      dropped: 'Dropped',
    },
    outcomeAll: 'All',
    answers: { ack: 'Answered ACK', nak: 'Answered NAK', duh: 'Answered DUH' },
    traffic: (frames, seconds) =>
      `${frames} ${frames === 1 ? 'frame' : 'frames'} in the last ${seconds >= 60 ? 'minute' : `${seconds} s`}`,
    perMinute: (frames) => `${frames}/min`,
    sparkline: 'Frames of the last minute, newest on the right',
    lastFrame: 'Last frame',
    never: 'Never heard',
    refusalsCount: (count) => `${count} refused`,
    noLinks: 'No link is set up yet.',
    noLinksHint:
      'A link is the line by which poles, receivers or vehicle terminals report. Use “Add a link”, or write it into station.json.',
    noLongerAsked: 'No contact with the core: this is the state at that time.',
    notAnswered: 'The core did not answer: these are the last figures.',
    loading: 'Reading the state of the links…',
    gone: 'This link is no longer there.',
    stateHeading: 'State',
    facts: {
      address: 'Address',
      transport: 'Comes in by',
      stated: 'Set up by',
      connections: 'Open connections',
      kernelDrops: 'Dropped by the system',
      inFlight: 'Not answered yet',
      received: 'Frames received',
      answered: 'Answered',
      notStored: 'Could not be stored',
      traffic: 'Traffic now',
    },
    statedBy: { station: 'From station.json', desk: 'Changed at the desk' },
    changed: (by, at) => `${by}, ${at}`,
    stoppedBy: (by, at) => `Stopped by ${by} at ${at}`,
    stoppedReason: (reason) => `Reason: ${reason}`,
    advice: {
      serial:
        'Check the cable, the adapter and its power, and the path. Plugged in again it opens by itself within 30 s; no restart is needed.',
      tcpClient:
        'Check power and network of the other end, and its address and port. We keep calling, at most 30 s apart.',
      port: 'The address is not of this machine, or another program has the port: use “Edit” to change them, or stop that program.',
      overload:
        'More comes in than can be taken. Devices send again: alarms are late, not lost. See below who sends, and deal with the device that floods.',
      store: 'Alarms cannot be written to disk and devices are not answered. Call a technician for the disk at once.',
      heartbeat:
        'The line is open but what should come does not. Check that the other end is on, the cable, and that baud rate and parity agree.',
      network:
        'There was an error on the line. It clears a minute after the last one; if it keeps coming back check the network and the other end.',
    },
    doorHint: 'Open as long as the web service is; it is not stopped by itself.',
    counters: 'Frames by outcome',
    refusedHeading: 'Why frames were refused or dropped',
    noRefusals: 'None was refused.',
    sinceStart: 'since the core started',
    devices: 'Devices on this link',
    devicesCount: (count) => (count === 1 ? '1 device' : `${count} devices`),
    devicesLost: (count) => `${count} lost`,
    noDevices: 'No device is enrolled on this link.',
    openDevices: 'Open the devices',
    moreDevices: (count) => `${count} more`,
    frames: 'Last frames',
    framesHint: 'Open one for its bytes and what was decoded; the list then waits.',
    pause: 'Pause',
    resume: 'Go on',
    pausedAt: (at) => `Paused at ${at}`,
    noFrames: 'No frame has come in yet.',
    noFramesOfDoor: 'Network reports are counted; their bytes are not kept.',
    noFramesLike: 'No frames of this kind.',
    frameTime: 'Time',
    frameRemote: 'From',
    frameOutcome: 'Outcome',
    frameContent: 'Content',
    frameDetails: (at) => `Details of the frame of ${at}`,
    hex: 'Bytes in hex',
    decoded: 'Decoded',
    bytes: (count) => (count === 1 ? '1 byte' : `${count} bytes`),
    copyHex: 'Copy hex',
    copyJson: 'Copy JSON',
    copied: 'Copied',
    copyFailed: 'Could not copy; select it by hand',
    callersTitle: 'Unknown callers',
    callersHint:
      'Heard within a day, but not enrolled here or not to be believed. One of them may be a real alarm: find out where it is, then enrol it.',
    noCallers: 'No unknown device has called within a day.',
    noAccount: 'Names no account',
    callerSays: 'Says',
    callerSaysNothing: 'Nothing that can be read',
    callerTimes: (count) => (count === 1 ? 'once' : `${count} times`),
    callerFirst: (at) => `first ${at}`,
    callerPosition: 'Says it is at',
    enrol: 'Enrol',
    showRaw: 'Show its bytes',
    hideRaw: 'Hide its bytes',
    openLink: 'See the link',
    edit: 'Edit',
    stop: 'Stop',
    start: 'Start',
    remove: 'Remove',
    removeOfStation: 'A link that station.json names cannot be removed here: stop it, or take it out of the file.',
    confirmRemove: 'Remove it',
    removeMeans: (id) =>
      `${id} will receive nothing any more and its settings are not kept. Devices stay enrolled but will be lost.`,
    stopTitle: (id) => `Stop ${id}`,
    stopMeans:
      'It then takes in and answers nothing: devices on this link will be lost one after another and their buttons raise no alarm; sirens that sound are ended by their own watchdog. It stays stopped over restarts until somebody starts it.',
    stopReason: 'Why it is stopped',
    stopReasons: ['Line works', 'The other end is being replaced', 'False alarms flood, to be examined'],
    cancel: 'Cancel',
  },
);
