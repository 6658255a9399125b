import type { SeatRefusal } from '../wire/seat.ts';
import { bilingual } from './language.ts';

interface ConnectionText {
  lostTitle: string;
  lostSilence: string;
  lostClosed: string;
  lostSince(at: string, ago: string): string;
  lostKept: string;
  lostRefused: string;
  coreRestarting: string;
  coreFailed: string;
  /** The same of a seat of a host, where the core is another machine. */
  hostLostTitle: string;
  hostConnecting: string;
  hostRefusedTitle: string;
  hostFailed: string;
  notJoined: string;
  waiting: string;
  connecting: string;
  refusedTitle: string;
  refusal: Record<SeatRefusal['code'], string>;
  notSent: string;
  uncertain: string;
  uncertainHint: string;
  refused(message: string): string;
  sceneFailed(reason: string): string;
  coreReason(reason: string): string;
  /** `links`: ids of the links that lose datagrams. */
  overloaded(links: string): string;
  overloadedHint: string;
}

/** What the window says when it is not being fed: what happened, since when, what still stands, what is refused. */
export const connectionText = bilingual<ConnectionText>(
  {
    lostTitle: '与核心失去联系',
    lostSilence: '核心没有声息',
    lostClosed: '连接已断开',
    lostSince: (at, ago) => `最后收到 ${at}（${ago}）`,
    lostKept: '以下为当时的状态，各项时间仍在走；此后的报警本窗口看不到。',
    lostRefused: '恢复前本席不受理任何操作，也不排队。',
    coreRestarting: '核心正在重启',
    coreFailed: '核心未能启动',
    hostLostTitle: '与主机失去联系',
    hostConnecting: '正在连接主机…',
    hostRefusedTitle: '主机拒绝本席接入',
    hostFailed: '主机不可用',
    notJoined: '尚未加入主机',
    waiting: '正在等待核心启动…',
    connecting: '正在连接核心…',
    refusedTitle: '核心拒绝本席接入',
    refusal: {
      wireVersion: '本窗口与核心的版本不一致，请升级后再接入。',
      badHello: '本窗口的接入请求有误。',
      unauthorised: '本席的凭证无效或已撤销。',
      roleMayNotRead: '本席的角色无权查看指挥台。',
      starting: '核心仍在启动。',
    },
    notSent: '未发送：与核心没有联系，操作不排队',
    uncertain: '不确定是否送达',
    uncertainHint: '已用同一编号重试一次仍无应答。请看经过记录确认后再操作。',
    refused: (message) => `未执行：${message}`,
    sceneFailed: (reason) => `三维场景不可用：${reason}。队列与处置不受影响。`,
    coreReason: (reason) => `原因：${reason}`,
    overloaded: (links) => `接收过载：${links}`,
    overloadedHint: '部分报文被系统丢弃。设备会重发，报警会迟到但不会丢；请在“链路”中查看来源。',
  },
  {
    lostTitle: 'Lost contact with the core',
    lostSilence: 'The core is silent',
    lostClosed: 'The connection closed',
    lostSince: (at, ago) => `Last heard ${at} (${ago})`,
    lostKept: 'What you see is the state at that time, with its ages; alarms since then are not shown here. ',
    lostRefused: 'Until it is back this seat refuses every command and queues none.',
    coreRestarting: 'The core is restarting',
    coreFailed: 'The core could not start',
    hostLostTitle: 'Lost contact with the host',
    hostConnecting: 'Connecting to the host…',
    hostRefusedTitle: 'The host does not let this seat in',
    hostFailed: 'The host cannot be used',
    notJoined: 'No host has been joined yet',
    waiting: 'Waiting for the core to start…',
    connecting: 'Connecting to the core…',
    refusedTitle: 'The core does not let this seat in',
    refusal: {
      wireVersion: 'This window and the core are of different versions; update before connecting.',
      badHello: 'This window asked to join in the wrong way.',
      unauthorised: "This seat's token is not valid or was revoked.",
      roleMayNotRead: "This seat's role may not see the desk.",
      starting: 'The core is still starting.',
    },
    notSent: 'Not sent: no contact with the core, and commands are never queued',
    uncertain: 'It is not certain that this arrived',
    uncertainHint: 'Tried once more under the same number without an answer. Check the timeline before you act again.',
    refused: (message) => `Not done: ${message}`,
    sceneFailed: (reason) => `The 3D scene is not available: ${reason}. The queue and the incidents are not affected.`,
    coreReason: (reason) => `Reason: ${reason}`,
    overloaded: (links) => `Receiver overloaded: ${links}`,
    overloadedHint:
      'Datagrams are being dropped. Devices send again: alarms come late and are not lost. See under Links who is sending.',
  },
);
