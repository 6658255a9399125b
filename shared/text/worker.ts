import type { DispatchMove, TaskKind } from '../domain/dispatch.ts';
import type { LinkAnswer, LinkState } from '../domain/linkage.ts';
import type { FieldTaskKind, ItemResult, TaskState } from '../domain/task.ts';
import { bilingual } from './language.ts';

type Chips = readonly string[];

interface WorkerText {
  name: string;
  other: string;
  theme: Record<'auto' | 'day' | 'night', string>;
  drill: string;
  signIn: Record<
    | 'title'
    | 'code'
    | 'codeHint'
    | 'join'
    | 'joining'
    | 'certificate'
    | 'certificateWhy'
    | 'download'
    | 'spoken'
    | 'whole',
    string
  > & { steps: readonly string[]; noNetwork: string; wrongCode: string };
  revoked: Record<'title' | 'why' | 'again', string>;
  outdated: Record<'title' | 'reload', string>;
  broken: Record<'title' | 'hint', string>;
  connection: Record<'online' | 'connecting' | 'offline', string> & { lastHeard(age: string): string };
  tabs: Record<'duty' | 'tasks' | 'report' | 'messages', string>;
  shift: Record<'on' | 'off' | 'start' | 'end' | 'offHint' | 'onHint' | 'endTitle' | 'endNow' | 'stay', string>;
  position: Record<'none' | 'denied' | 'waiting', string> & { found(accuracy: string, age: string): string };
  sos: Record<'label' | 'hold' | 'sent' | 'waiting' | 'text', string>;
  sound: Record<'off' | 'unlock', string>;
  order: {
    none: string;
    noneHint: string;
    task: Record<TaskKind, string>;
    state: Record<'notified' | 'accepted' | 'enRoute' | 'onScene', string>;
    level(level: number): string;
    ringing: string;
    move: Record<Exclude<DispatchMove, 'withdraw' | 'expire'>, string>;
    refuseTitle: string;
    refuseChips: Chips;
    finishTitle: string;
    finishChips: Chips;
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
  capture: Record<'photo' | 'voice' | 'stop' | 'noMicrophone' | 'badPhoto' | 'remove', string> & {
    recording(left: string): string;
  };
  tasks: {
    none: string;
    kind: Record<FieldTaskKind, string>;
    state: Record<TaskState, string>;
    due(time: string): string;
    overdue: string;
    automatic: string;
    suspended: string;
    recheck(found: string): string;
    claim: string;
    accept: string;
    start: string;
    refuse: string;
    finish: string;
    refuseTitle: string;
    refuseChips: Chips;
    points: string;
    pointsDone(done: number, all: number): string;
    checkIn: string;
    proved: string;
    byHand: string;
    window(from: string, until: string): string;
    tooFar(distance: string): string;
    noFix: string;
    whyByHand: string;
    handChips: Chips;
    items: string;
    result: Record<ItemResult, string>;
    hazardWords: string;
    urgent: string;
    finishTitle: string;
    finishNote: string;
    undone(count: number): string;
    back: string;
    waiting: string;
  };
  report: Record<
    | 'title'
    | 'kind'
    | 'what'
    | 'words'
    | 'send'
    | 'sent'
    | 'place'
    | 'placeOwn'
    | 'placeOrder'
    | 'placeNone'
    | 'placePick'
    | 'placePicked',
    string
  >;
  messages: Record<'none' | 'write' | 'send' | 'waiting' | 'read' | 'delivered' | 'sent' | 'desk', string> & {
    chips: Chips;
  };
  outbox: {
    title: string;
    empty: string;
    waiting(count: number): string;
    refused(count: number): string;
    since(age: string): string;
    orderHint: string;
    dismiss: string;
    refusedBecause(why: string): string;
    fileRetry: string;
    deed: Record<
      | 'linkage'
      | 'shiftOn'
      | 'shiftOff'
      | 'sos'
      | 'evidence'
      | 'report'
      | 'message'
      | 'mark'
      | 'checkIn'
      | 'item'
      | 'task',
      string
    >;
  };
  confirm: Record<'send' | 'cancel' | 'close', string>;
}

/** The phone page: short words for one hand and one glance. */
export const workerText = bilingual<WorkerText>(
  {
    name: '平安指挥 · 外勤',
    other: 'English',
    theme: { auto: '自动', day: '日间', night: '夜间' },
    drill: '演练',
    signIn: {
      title: '加入值守',
      code: '加入码',
      codeHint: '向值班台索取 8 位加入码，10 分钟内有效，只能用一次',
      join: '加入，并允许响铃',
      joining: '正在加入…',
      certificate: '核对证书',
      certificateWhy:
        '本站的证书由本站自己制作。请与值班台核对下面的数字，一致后安装证书，即可把本页添加到主屏幕、断网时也能打开。',
      download: '下载本站证书',
      spoken: '念给值班台核对',
      whole: '完整指纹（SHA-256）',
      steps: [
        '下载证书，在系统设置中搜索“CA 证书”并安装',
        '重新打开本页，地址栏不再提示不安全',
        '在浏览器菜单中选择“添加到主屏幕”',
      ],
      noNetwork: '与本站没有连接，请检查是否在值守网络内',
      wrongCode: '加入码不对、已用过或已过期，请向值班台重新索取',
    },
    revoked: {
      title: '本机已被值班台撤销',
      why: '不再接收指令，也不再定位。需要继续使用时，请向值班台索取新的加入码。',
      again: '重新加入',
    },
    outdated: { title: '页面版本与本站不一致', reload: '更新页面' },
    broken: { title: '这部手机无法保存数据', hint: '请关闭无痕模式，或清理存储空间后重新打开' },
    connection: {
      online: '已连接',
      connecting: '连接中',
      offline: '无网络',
      lastHeard: (age) => `${age}联系过`,
    },
    tabs: { duty: '值勤', tasks: '任务', report: '上报', messages: '消息' },
    shift: {
      on: '值勤中',
      off: '未值勤',
      start: '开始值勤',
      end: '结束值勤',
      offHint: '未值勤：不定位，不派单',
      onHint: '值勤期间上报位置，结束值勤即停止',
      endTitle: '结束值勤？',
      endNow: '结束，停止定位',
      stay: '继续值勤',
    },
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
    sound: { off: '响铃未开启', unlock: '点此开启响铃' },
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
    capture: {
      photo: '拍照',
      voice: '录音',
      stop: '停止录音',
      noMicrophone: '不能录音：未允许使用麦克风',
      badPhoto: '这张照片无法读取，请重拍',
      remove: '删除',
      recording: (left) => `录音中，还可录 ${left}`,
    },
    tasks: {
      none: '没有任务',
      kind: { patrol: '巡逻', visit: '走访', inspection: '检查', errand: '事务' },
      state: {
        open: '待认领',
        assigned: '待接受',
        refused: '已退回',
        accepted: '已接受',
        underway: '执行中',
        suspended: '已中断',
        finished: '已完成',
        cancelled: '已取消',
      },
      due: (time) => `${time} 前完成`,
      overdue: '超时',
      automatic: '自动派发',
      suspended: '处置事件期间中断，之后自动恢复',
      recheck: (found) => `复查上次隐患：${found}`,
      claim: '认领',
      accept: '接受',
      start: '开始',
      refuse: '退回',
      finish: '完成任务',
      refuseTitle: '为什么退回？',
      refuseChips: ['正在处置其他事', '时间来不及', '不在辖区', '身体不适'],
      points: '签到点',
      pointsDone: (done, all) => `签到 ${done}/${all}`,
      checkIn: '签到',
      proved: '到点已证实',
      byHand: '手动签到',
      window: (from, until) => `${from}–${until}`,
      tooFar: (distance) => `距签到点 ${distance}`,
      noFix: '没有新的定位',
      whyByHand: '到点不能证实，请说明原因',
      handChips: ['定位不准', '施工封路', '无法进入', '手机刚开机'],
      items: '检查项',
      result: { passed: '正常', hazard: '有隐患', notApplicable: '不适用' },
      hazardWords: '隐患是什么？',
      urgent: '紧急，立即报值班台',
      finishTitle: '完成任务？',
      finishNote: '情况说明',
      undone: (count) => `还有 ${count} 项未做，请说明原因`,
      back: '返回',
      waiting: '待发送',
    },
    report: {
      title: '上报情况',
      kind: '1 · 是什么',
      what: '2 · 拍照或写一句',
      words: '写一句话',
      send: '3 · 发送',
      sent: '已记下，有网络即送达',
      place: '位置',
      placeOwn: '当前位置',
      placeOrder: '指令地点',
      placeNone: '没有定位：请在图上点出位置',
      placePick: '在图上点出位置',
      placePicked: '图上所点位置',
    },
    messages: {
      none: '还没有消息',
      write: '写给值班台',
      send: '发送',
      waiting: '待发送',
      read: '值班台已读',
      delivered: '已送达',
      sent: '已发出',
      desk: '值班台',
      chips: ['收到', '正在前往', '需要支援', '一切正常'],
    },
    outbox: {
      title: '待发送',
      empty: '全部已送达值班台',
      waiting: (count) => `${count} 条待发送`,
      refused: (count) => `${count} 条未被接受`,
      since: (age) => `已等待 ${age}`,
      orderHint: '有网络时按顺序各送一次，关闭页面也不会丢失',
      dismiss: '知道了',
      refusedBecause: (why) => `未被接受：${why}`,
      fileRetry: '附件未传完，稍后重传',
      deed: {
        linkage: '联动应答',
        shiftOn: '开始值勤',
        shiftOff: '结束值勤',
        sos: '求助',
        evidence: '照片或录音',
        report: '情况上报',
        message: '消息',
        mark: '已读回执',
        checkIn: '签到',
        item: '检查项',
        task: '任务',
      },
    },
    confirm: { send: '确定', cancel: '取消', close: '关闭' },
  },
  {
    name: "Ping'an Command · field",
    other: '中文',
    theme: { auto: 'Auto', day: 'Day', night: 'Night' },
    drill: 'Drill',
    signIn: {
      title: 'Join the station',
      code: 'Join code',
      codeHint: 'Ask the desk for a code of 8 characters: good for 10 minutes, and once',
      join: 'Join, and allow ringing',
      joining: 'Joining…',
      certificate: 'Check the certificate',
      certificateWhy:
        'The station made its own certificate. Compare these digits with the desk; if they are the same, install the certificate. Then this page can be added to the home screen and opens without network.',
      download: 'Download the certificate',
      spoken: 'Read out to the desk',
      whole: 'Whole fingerprint (SHA-256)',
      steps: [
        'Download it, search the system settings for "CA certificate" and install it',
        'Open this page again: the address bar warns no more',
        'Choose "Add to home screen" in the menu of the browser',
      ],
      noNetwork: 'The station cannot be reached: are you in its network?',
      wrongCode: 'The code is wrong, used or over; ask the desk for another',
    },
    revoked: {
      title: 'The desk has revoked this phone',
      why: 'It gets no orders and is not located any more. Ask the desk for a new code to go on.',
      again: 'Join again',
    },
    outdated: { title: "This page is not of the station's version", reload: 'Update the page' },
    broken: {
      title: 'This phone cannot keep data',
      hint: 'Leave private browsing, or free some storage, and open the page again',
    },
    connection: {
      online: 'Connected',
      connecting: 'Connecting',
      offline: 'No network',
      lastHeard: (age) => `heard ${age}`,
    },
    tabs: { duty: 'Duty', tasks: 'Tasks', report: 'Report', messages: 'Messages' },
    shift: {
      on: 'On shift',
      off: 'Off shift',
      start: 'Go on shift',
      end: 'End shift',
      offHint: 'Off shift: not located, no orders',
      onHint: 'Located while on shift, and no longer',
      endTitle: 'End the shift?',
      endNow: 'End it, stop locating',
      stay: 'Stay on shift',
    },
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
    sound: { off: 'Ringing is off', unlock: 'Tap to allow ringing' },
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
    capture: {
      photo: 'Photo',
      voice: 'Voice note',
      stop: 'Stop recording',
      noMicrophone: 'Cannot record: the microphone is not allowed',
      badPhoto: 'This picture cannot be read; take it again',
      remove: 'Remove',
      recording: (left) => `Recording, ${left} left`,
    },
    tasks: {
      none: 'No tasks',
      kind: { patrol: 'Patrol', visit: 'Visit', inspection: 'Inspection', errand: 'Errand' },
      state: {
        open: 'To be claimed',
        assigned: 'To be accepted',
        refused: 'Given back',
        accepted: 'Accepted',
        underway: 'Under way',
        suspended: 'Suspended',
        finished: 'Finished',
        cancelled: 'Cancelled',
      },
      due: (time) => `Due by ${time}`,
      overdue: 'Overdue',
      automatic: 'By rule',
      suspended: 'Held up by an incident; comes back by itself',
      recheck: (found) => `Re-check of: ${found}`,
      claim: 'Claim',
      accept: 'Accept',
      start: 'Start',
      refuse: 'Give back',
      finish: 'Finish the task',
      refuseTitle: 'Why give it back?',
      refuseChips: ['Busy with something else', 'Not enough time', 'Not in my area', 'Unwell'],
      points: 'Check-points',
      pointsDone: (done, all) => `Checked in ${done}/${all}`,
      checkIn: 'Check in',
      proved: 'Proved on the spot',
      byHand: 'By hand',
      window: (from, until) => `${from}–${until}`,
      tooFar: (distance) => `${distance} from the point`,
      noFix: 'No fresh position',
      whyByHand: 'The place cannot be proved: say why',
      handChips: ['Position is off', 'Road closed', 'No way in', 'Phone just started'],
      items: 'Items',
      result: { passed: 'Fine', hazard: 'Hazard', notApplicable: 'Not applicable' },
      hazardWords: 'What is the hazard?',
      urgent: 'Urgent: tell the desk at once',
      finishTitle: 'Finish the task?',
      finishNote: 'Note',
      undone: (count) => `${count} still undone: say why`,
      back: 'Back',
      waiting: 'To be sent',
    },
    report: {
      title: 'Report something',
      kind: '1 · What is it',
      what: '2 · A photo or a few words',
      words: 'A few words',
      send: '3 · Send',
      sent: 'Noted; it goes as soon as there is network',
      place: 'Place',
      placeOwn: 'Where I am',
      placeOrder: 'Place of the order',
      placeNone: 'Not located: tap the place on the map',
      placePick: 'Tap the place on the map',
      placePicked: 'Tapped on the map',
    },
    messages: {
      none: 'No messages yet',
      write: 'To the desk',
      send: 'Send',
      waiting: 'To be sent',
      read: 'Read at the desk',
      delivered: 'Delivered',
      sent: 'Sent',
      desk: 'Desk',
      chips: ['Copied', 'On my way', 'Need support', 'All well'],
    },
    outbox: {
      title: 'To be sent',
      empty: 'The desk has everything',
      waiting: (count) => `${count} to be sent`,
      refused: (count) => `${count} not accepted`,
      since: (age) => `waiting ${age}`,
      orderHint: 'Sent once each and in order when there is network; closing the page loses nothing',
      dismiss: 'I see',
      refusedBecause: (why) => `Not accepted: ${why}`,
      fileRetry: 'The file did not get through; it is tried again',
      deed: {
        linkage: 'Answer of the group',
        shiftOn: 'Shift begun',
        shiftOff: 'Shift ended',
        sos: 'Call for help',
        evidence: 'Photo or voice note',
        report: 'Report',
        message: 'Message',
        mark: 'Read mark',
        checkIn: 'Check-in',
        item: 'Item',
        task: 'Task',
      },
    },
    confirm: { send: 'OK', cancel: 'Cancel', close: 'Close' },
  },
);

export type WorkerWords = (typeof workerText)['zh-CN'];
