import { bilingual } from './language.ts';

/** One setting: its name, and a sentence on what it does. */
interface FieldText {
  readonly label: string;
  readonly help: string;
}

export type LinkField =
  | 'id'
  | 'protocol'
  | 'transport'
  | 'listenHost'
  | 'listenPort'
  | 'callHost'
  | 'callPort'
  | 'idleSeconds'
  | 'maxConnections'
  | 'silenceSeconds'
  | 'path'
  | 'baudRate'
  | 'dataBits'
  | 'parity'
  | 'stopBits'
  | 'rtscts'
  | 'datum'
  | 'requireAuthentication'
  | 'lenientLength'
  | 'reassemblySeconds'
  | 'lineDigits'
  | 'heartbeatSeconds'
  | 'framing'
  | 'pollMs'
  | 'answerMs'
  | 'account'
  | 'boxUnit'
  | 'area'
  | 'input'
  | 'code'
  | 'acknowledgeCoil'
  | 'coil'
  | 'maxSeconds'
  | 'watchdog'
  | 'watchdogAddress'
  | 'unitMs'
  | 'holdSeconds'
  | 'unit'
  | 'requireChecksum'
  | 'sourceAddress'
  | 'sourceUnit';

export type LinkFieldText = Record<LinkField, FieldText>;

/** The settings of a link, as its form labels them. */
export const linkFieldText = bilingual<LinkFieldText>(
  {
    id: { label: '编号', help: '字母、数字、点、横线，最多 40 个；设备登记时按它找链路，建好后不能改。' },
    protocol: { label: '协议', help: '对端设备说什么协议，看设备说明书；建好后不能改。' },
    transport: { label: '接入方式', help: '设备怎样连过来：网络监听、我们去连、或串口。' },
    listenHost: { label: '监听地址', help: '0.0.0.0 听本机所有网卡，127.0.0.1 只听本机。' },
    listenPort: { label: '监听端口', help: '设备里填的上报端口；0 表示自动选一个空闲端口。' },
    callHost: { label: '对端地址', help: '接警机或串口服务器的 IP 或名称。' },
    callPort: { label: '对端端口', help: '接警机或串口服务器的 TCP 端口。' },
    idleSeconds: { label: '空闲断开（秒）', help: '这么久没有完整报文就断开连接。' },
    maxConnections: { label: '最多连接数', help: '超过时断开最久没有报文的一个。' },
    silenceSeconds: { label: '无数据重开（秒）', help: '这么久一个字节都没有就重新打开线路；0 表示不这样做。' },
    path: {
      label: '串口',
      help: '优先用 /dev/serial/by-id/ 下的路径：ttyUSB 的号会变；Windows 上是 COM3 这样的名称。',
    },
    baudRate: { label: '波特率', help: '与对端设备一致。' },
    dataBits: { label: '数据位', help: '与对端设备一致，多为 8。' },
    parity: { label: '校验', help: '与对端设备一致。' },
    stopBits: { label: '停止位', help: '与对端设备一致，多为 1。' },
    rtscts: { label: '硬件流控', help: '接了 RTS/CTS 线才打开。' },
    datum: { label: '坐标系', help: '这条链路上报的坐标；收到时换算为 WGS-84，原文保留。' },
    requireAuthentication: { label: '要求鉴权', help: '否：从不注册、鉴权的旧终端也相信。' },
    lenientLength: { label: '容忍长度错误', help: '有的终端写错消息体长度；打开后照收。' },
    reassemblySeconds: { label: '分包等待（秒）', help: '长消息的其余部分最多等这么久。' },
    lineDigits: { label: '线路号位数', help: 'MLR2 为 1 位，System III 与 IP 接警机为 3 位；不确定就自动。' },
    heartbeatSeconds: { label: '心跳间隔（秒）', help: '接警机多久发一次心跳，连缺三次报故障；0 表示它不发。' },
    framing: { label: '帧格式', help: '串口和串口服务器用 RTU；设备自带网口多为 Modbus TCP。' },
    pollMs: { label: '轮询周期（毫秒）', help: '每个按钮箱多久问一次。' },
    answerMs: { label: '等待应答（毫秒）', help: '按钮箱最多可以用这么久回答。' },
    account: { label: '账号', help: '登记设备时填同一个账号，按下才知道是哪里。' },
    boxUnit: { label: '站号', help: 'Modbus 从站地址，1 到 247，与拨码一致。' },
    area: { label: '按钮在哪一区', help: '看说明书：离散输入（功能码 02）或线圈（01）。' },
    input: { label: '输入地址', help: '从 0 数起，与说明书一致。' },
    code: { label: '报警代码', help: 'Contact ID 三位代码：120 紧急求助，110 火警，100 医疗。' },
    acknowledgeCoil: { label: '复位线圈', help: '自锁按钮才填：报警入库后写 1 解锁；没有就留空。' },
    coil: { label: '警号线圈', help: '写 1 鸣响的线圈地址。' },
    maxSeconds: { label: '最长鸣响（秒）', help: '最后一次报警后最多响这么久。' },
    watchdog: { label: '看门狗方式', help: '即使本机停电，警号也要能自己停：按设备的能力选。' },
    watchdogAddress: { label: '看门狗寄存器', help: '写入鸣响时长的保持寄存器地址。' },
    unitMs: { label: '一个计数（毫秒）', help: '寄存器里的 1 代表多久，1000 即一秒。' },
    holdSeconds: { label: '线圈保持（秒）', help: '设备在最后一次写入后保持这么久；系统每过一半时间重写一次。' },
    unit: { label: '力量', help: '这条线是谁的：力量的编号或终端号。卫星定位报文里没有名字。' },
    requireChecksum: { label: '要求校验和', help: '否：没有校验和的语句也收；校验和不对的始终拒收。' },
    sourceAddress: { label: '来源地址', help: '发送者的 IP 地址。' },
    sourceUnit: { label: '力量', help: '这个地址是谁。' },
  },
  {
    id: {
      label: 'Id',
      help: 'Letters, digits, dots and dashes, at most 40. Devices name their link by it; it cannot be changed later.',
    },
    protocol: { label: 'Protocol', help: 'What the other end speaks, by its manual; it cannot be changed later.' },
    transport: { label: 'Comes in by', help: 'How devices reach us: we listen, we call them, or a serial port.' },
    listenHost: { label: 'Listen address', help: '0.0.0.0: every network card; 127.0.0.1: this machine only.' },
    listenPort: { label: 'Listen port', help: 'The port set in the devices; 0 picks a free one.' },
    callHost: { label: 'Their address', help: 'IP or name of the receiver or serial device server.' },
    callPort: { label: 'Their port', help: 'TCP port of the receiver or serial device server.' },
    idleSeconds: { label: 'Hang up after (s)', help: 'A connection without a sound frame for so long is closed.' },
    maxConnections: { label: 'Most connections', help: 'Beyond it the one silent for longest is closed.' },
    silenceSeconds: {
      label: 'Reopen after (s)',
      help: 'Without a single byte for so long the line is opened afresh; 0 never.',
    },
    path: {
      label: 'Serial port',
      help: 'Prefer a path under /dev/serial/by-id/: ttyUSB numbers change. On Windows a name like COM3.',
    },
    baudRate: { label: 'Baud rate', help: 'As set at the other end.' },
    dataBits: { label: 'Data bits', help: 'As set at the other end, mostly 8.' },
    parity: { label: 'Parity', help: 'As set at the other end.' },
    stopBits: { label: 'Stop bits', help: 'As set at the other end, mostly 1.' },
    rtscts: { label: 'Hardware flow control', help: 'Only where RTS and CTS are wired.' },
    datum: {
      label: 'Datum',
      help: 'What is sent over this link; converted to WGS-84 as it comes in, and kept as it was sent.',
    },
    requireAuthentication: {
      label: 'Must authenticate',
      help: 'No: believe old terminals that never register and authenticate.',
    },
    lenientLength: {
      label: 'Forgive wrong lengths',
      help: 'Some terminals state a wrong body length; yes takes them all the same.',
    },
    reassemblySeconds: {
      label: 'Wait for parts (s)',
      help: 'How long the rest of a divided message is waited for.',
    },
    lineDigits: {
      label: 'Digits of the line',
      help: 'MLR2 has 1, System III and IP receivers have 3; automatic when in doubt.',
    },
    heartbeatSeconds: {
      label: 'Heartbeat every (s)',
      help: 'How often the receiver sends one; three missed are a fault. 0: it sends none.',
    },
    framing: {
      label: 'Framing',
      help: 'RTU on a serial line or device server; Modbus TCP where the box has its own network port.',
    },
    pollMs: { label: 'Poll every (ms)', help: 'How often each box is asked.' },
    answerMs: { label: 'Wait for answer (ms)', help: 'How long a box may take.' },
    account: {
      label: 'Account',
      help: 'Enrol the device with the same account: that is how a press gets its place.',
    },
    boxUnit: { label: 'Unit', help: 'Modbus unit address, 1 to 247, as on its switches.' },
    area: { label: 'Buttons are', help: 'By the manual: discrete inputs (function 02) or coils (01).' },
    input: { label: 'Input', help: 'Address counted from 0, as in the manual.' },
    code: { label: 'Alarm code', help: 'Three digits of Contact ID: 120 panic, 110 fire, 100 medical.' },
    acknowledgeCoil: {
      label: 'Release coil',
      help: 'Latching buttons only: written on once the alarm is stored. Leave empty otherwise.',
    },
    coil: { label: 'Siren coil', help: 'The coil that sounds it when written on.' },
    maxSeconds: { label: 'Sounds at most (s)', help: 'Counted from the last alarm.' },
    watchdog: {
      label: 'Watchdog',
      help: 'The siren must end by itself even when this machine is gone: choose what the box can do.',
    },
    watchdogAddress: { label: 'Watchdog register', help: 'Holding register that takes the sounding time.' },
    unitMs: { label: 'One count (ms)', help: 'What 1 in the register stands for; 1000 is a second.' },
    holdSeconds: {
      label: 'Coil holds (s)',
      help: 'The box holds it so long after the last write; we write again in half of that time.',
    },
    unit: {
      label: 'Unit',
      help: 'Whose wire it is: id or terminal of a unit. Satellite sentences carry no name.',
    },
    requireChecksum: {
      label: 'Must have a checksum',
      help: 'No: take sentences without one. A wrong one is always refused.',
    },
    sourceAddress: { label: 'From address', help: 'IP address of the sender.' },
    sourceUnit: { label: 'Unit', help: 'Who that address is.' },
  },
);
