import type { DispatchMove, TaskKind } from '../domain/dispatch.ts';
import type { LinkAnswer, LinkState } from '../domain/linkage.ts';
import { bilingual } from './language.ts';

interface WorkerOrderText {
  position: Record<'none' | 'denied' | 'waiting', string> & { found(accuracy: string, age: string): string };
  sos: Record<'label' | 'hold' | 'sent' | 'waiting' | 'text', string>;
  order: {
    none: string;
    noneHint: string;
    task: Record<TaskKind, string>;
    state: Record<'notified' | 'accepted' | 'enRoute' | 'onScene', string>;
    level(level: number): string;
    ringing: string;
    move: Record<Exclude<DispatchMove, 'withdraw' | 'expire'>, string>;
    refuseTitle: string;
    refuseChips: readonly string[];
    finishTitle: string;
    finishChips: readonly string[];
    otherReason: string;
    eta(minutes: number): string;
    noRoute: string;
    away(distance: string, direction: string): string;
    awayUnknown: string;
    directions: readonly [string, string, string, string, string, string, string, string];
    ended(state: string, reason: string): string;
    endedState: Record<'done' | 'refused' | 'timedOut' | 'withdrawn', string>;
    notTold: string;
    evidence: string;
    evidenceCount(count: number): string;
  };
  linkage: {
    title(group: string): string;
    state: Record<LinkState, string>;
    answer: Record<Exclude<LinkAnswer, 'seen'>, string>;
  };
  map: Record<'fit' | 'closer' | 'wider' | 'loading' | 'own' | 'destination' | 'label', string>;
}

/** What a unit is ordered to do, where it is, and its call for help. */
export const workerOrderText = bilingual<WorkerOrderText>(
  {
    position: {
      none: '还没有定位',
      denied: '未允许定位：请在浏览器设置中允许本页使用位置',
      waiting: '正在定位…',
      found: (accuracy, age) => `定位精度 ${accuracy}，${age}`,
    },
    sos: {
      label: '求助',
      hold: '长按 1.5 秒求助',
      sent: '求助已送达值班台',
      waiting: '求助等待发出：有网络即第一个送出',
      text: '外勤一键求助',
    },
    order: {
      none: '暂无指令',
      noneHint: '有指令时本机响铃并振动，直到应答',
      task: { respond: '处置', standBy: '待命', hold: '原地值守', relocate: '调防', return: '返回' },
      state: { notified: '待应答', accepted: '已接受', enRoute: '途中', onScene: '已到场' },
      level: (level) => `${['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ'][level - 1] ?? level} 级`,
      ringing: '新指令，请应答',
      move: { accept: '接受', refuse: '不能去', depart: '出发', arrive: '到达现场', finish: '处置完成' },
      refuseTitle: '为什么不能去？',
      refuseChips: ['正在处置其他事', '车辆故障', '距离太远', '身体不适', '装备不足'],
      finishTitle: '结果如何？',
      finishChips: ['已处置', '误报', '已移交', '未发现异常'],
      otherReason: '其他说明（可不填）',
      eta: (minutes) => `预计 ${minutes} 分钟`,
      noRoute: '没有路线，按方向前往',
      away: (distance, direction) => `${direction}方向 ${distance}`,
      awayUnknown: '未定位，距离未知',
      directions: ['北', '东北', '东', '东南', '南', '西南', '西', '西北'],
      ended: (state, reason) => `上一条指令${state}${reason ? `：${reason}` : ''}`,
      endedState: {
        withdrawn: '已撤回',
        timedOut: '未应答，已改派',
        done: '已完成',
        refused: '已拒绝',
      },
      notTold: '未送达值班台',
      evidence: '现场取证',
      evidenceCount: (count) => `已拍录 ${count} 份`,
    },
    linkage: {
      title: (group) => `联动：${group}`,
      state: {
        told: '待应答',
        delivered: '待应答',
        seen: '待应答',
        acknowledged: '已收到',
        onTheWay: '途中',
        onScene: '已到场',
        done: '已完成',
        refused: '不能参与',
      },
      answer: { acknowledged: '收到', onTheWay: '出发', onScene: '到达现场', done: '处置完成', refused: '不能参与' },
    },
    map: {
      fit: '全程',
      closer: '放大',
      wider: '缩小',
      loading: '正在取地图…',
      own: '我',
      destination: '目的地',
      label: '路线图',
    },
  },
  {
    position: {
      none: 'Not located yet',
      denied: 'Location is not allowed: allow it for this page in the browser settings',
      waiting: 'Locating…',
      found: (accuracy, age) => `Located within ${accuracy}, ${age}`,
    },
    sos: {
      label: 'SOS',
      hold: 'Hold for 1.5 s to call for help',
      sent: 'The desk has your call for help',
      waiting: 'Call for help waits: it goes first as soon as there is network',
      text: 'One-key call for help',
    },
    order: {
      none: 'No order',
      noneHint: 'An order rings and vibrates until you answer',
      task: {
        respond: 'Respond',
        standBy: 'Stand by',
        hold: 'Hold position',
        relocate: 'Relocate',
        return: 'Return',
      },
      state: { notified: 'To be answered', accepted: 'Accepted', enRoute: 'On the way', onScene: 'On scene' },
      level: (level) => `Level ${['I', 'II', 'III', 'IV'][level - 1] ?? level}`,
      ringing: 'New order: please answer',
      move: { accept: 'Accept', refuse: 'Cannot go', depart: 'Depart', arrive: 'Arrived', finish: 'Finished' },
      refuseTitle: 'Why not?',
      refuseChips: ['Busy with something else', 'Vehicle broken', 'Too far', 'Unwell', 'Lacking equipment'],
      finishTitle: 'What came of it?',
      finishChips: ['Dealt with', 'False alarm', 'Handed over', 'Nothing found'],
      otherReason: 'More words (optional)',
      eta: (minutes) => `About ${minutes} min`,
      noRoute: 'No route: go by the direction',
      away: (distance, direction) => `${distance} ${direction}`,
      awayUnknown: 'Not located: distance unknown',
      directions: ['north', 'north-east', 'east', 'south-east', 'south', 'south-west', 'west', 'north-west'],
      ended: (state, reason) => `The last order was ${state}${reason ? `: ${reason}` : ''}`,
      endedState: {
        withdrawn: 'withdrawn',
        timedOut: 'not answered and given to another',
        done: 'finished',
        refused: 'refused',
      },
      notTold: 'The desk has not been told yet',
      evidence: 'Evidence',
      evidenceCount: (count) => `${count} taken`,
    },
    linkage: {
      title: (group) => `Called in: ${group}`,
      state: {
        told: 'To be answered',
        delivered: 'To be answered',
        seen: 'To be answered',
        acknowledged: 'Acknowledged',
        onTheWay: 'On the way',
        onScene: 'On scene',
        done: 'Finished',
        refused: 'Cannot take part',
      },
      answer: {
        acknowledged: 'Copied',
        onTheWay: 'Depart',
        onScene: 'Arrived',
        done: 'Finished',
        refused: 'Cannot',
      },
    },
    map: {
      fit: 'Whole way',
      closer: 'Closer',
      wider: 'Wider',
      loading: 'Getting the map…',
      own: 'Me',
      destination: 'Destination',
      label: 'Map of the way',
    },
  },
);
