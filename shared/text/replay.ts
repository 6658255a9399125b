import { bilingual } from './language.ts';

interface ReplayText {
  title: string;
  /** In front of the moment, over the map. */
  mark: string;
  choose: string;
  incident: (number: string) => string;
  lastHour: string;
  shift: string;
  day: string;
  custom: string;
  from: string;
  to: string;
  open: string;
  opening: string;
  cancel: string;
  noSpan: string;
  backward: string;
  future: string;
  tooLong: string;
  controls: string;
  play: string;
  pause: string;
  stepBack: string;
  stepForward: string;
  speed: string;
  scrub: string;
  waiting: string;
  follow: string;
  followNone: string;
  followIncident: (number: string) => string;
  followUnit: (name: string) => string;
  save: string;
  saving: string;
  live: string;
  end: string;
  resume: string;
  readOnly: string;
  /** Somebody tried to act on what is over. */
  refused: string;
  events: string;
  eventsOf: (number: string) => string;
  noEvents: string;
  cut: string;
  alarmsAndIncidents: (alarms: number, incidents: number) => string;
  suspended: (at: string) => string;
  brokenBy: (what: string) => string;
  fault: Record<'unreachable' | 'save', string>;
}

export const replayText = bilingual<ReplayText>(
  {
    title: '回放',
    mark: '回放',
    choose: '选择回放时段',
    incident: (number) => `本起事件 #${number}`,
    lastHour: '最近 1 小时',
    shift: '本班次（8 小时）',
    day: '最近 24 小时',
    custom: '自定时段',
    from: '从',
    to: '到',
    open: '开始回放',
    opening: '正在读取记录…',
    cancel: '取消',
    noSpan: '请填写开始和结束时间',
    backward: '开始时间晚于结束时间',
    future: '结束时间还没有到',
    tooLong: '时段最长 24 小时',
    controls: '回放控制',
    play: '播放',
    pause: '暂停',
    stepBack: '上一步',
    stepForward: '下一步',
    speed: '速度',
    scrub: '回放时刻',
    waiting: '正在读取…',
    follow: '跟随',
    followNone: '不跟随',
    followIncident: (number) => `事件 #${number}`,
    followUnit: (name) => `力量 ${name}`,
    save: '导出',
    saving: '正在导出…',
    live: '回到实况',
    end: '结束回放',
    resume: '继续回放',
    readOnly: '只供查看，不能操作',
    refused: '正在回放，没有执行。按 Z 回到实况再操作',
    events: '经过',
    eventsOf: (number) => `经过：事件 #${number}`,
    noEvents: '这段时间没有事件',
    cut: '记录太多，只列出前面一部分',
    alarmsAndIncidents: (alarms, incidents) => `报警 ${alarms} 次，事件 ${incidents} 起`,
    suspended: (at) => `回放停在 ${at}，现在是实况`,
    brokenBy: (what) => `新警情：${what}。回放已暂停，现在是实况`,
    fault: {
      unreachable: '核心没有应答，稍后自动再试',
      save: '导出失败',
    },
  },
  {
    title: 'Replay',
    mark: 'REPLAY',
    choose: 'Choose what to replay',
    incident: (number) => `This incident #${number}`,
    lastHour: 'Last hour',
    shift: 'This shift (8 h)',
    day: 'Last 24 hours',
    custom: 'From – to',
    from: 'From',
    to: 'To',
    open: 'Start the replay',
    opening: 'Reading the record…',
    cancel: 'Cancel',
    noSpan: 'Fill in both times',
    backward: 'It begins after it ends',
    future: 'The end has not come yet',
    tooLong: 'At most 24 hours',
    controls: 'Replay controls',
    play: 'Play',
    pause: 'Pause',
    stepBack: 'Step back',
    stepForward: 'Step on',
    speed: 'Speed',
    scrub: 'Moment shown',
    waiting: 'Reading…',
    follow: 'Follow',
    followNone: 'Nobody',
    followIncident: (number) => `Incident #${number}`,
    followUnit: (name) => `Unit ${name}`,
    save: 'Save',
    saving: 'Saving…',
    live: 'Back to live',
    end: 'End the replay',
    resume: 'Go on replaying',
    readOnly: 'read only',
    refused: 'This is a replay: nothing was done. Press Z to go back to live, then act',
    events: 'What happened',
    eventsOf: (number) => `What happened to incident #${number}`,
    noEvents: 'No incident in this time',
    cut: 'Too much to list; only the first part is here',
    alarmsAndIncidents: (alarms, incidents) =>
      `${alarms} ${alarms === 1 ? 'alarm' : 'alarms'}, ${incidents} ${incidents === 1 ? 'incident' : 'incidents'}`,
    suspended: (at) => `The replay rests at ${at}; this is live`,
    brokenBy: (what) => `New alarm: ${what}. The replay is paused; this is live`,
    fault: {
      unreachable: 'The core does not answer; it is asked again by itself',
      save: 'The file could not be saved',
    },
  },
);
