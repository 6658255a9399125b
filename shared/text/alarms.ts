import { bilingual } from './language.ts';

export const ALARM_TABS = ['quality', 'shelved', 'chattering'] as const;
export type AlarmTab = (typeof ALARM_TABS)[number];

/** Numbers of the quality sheet, each of which opens its list. */
export const QUALITY_FIGURES = [
  'perHour',
  'perTenMinutes',
  'peakTenMinutes',
  'floodShare',
  'badActorShare',
  'chattering',
  'standing',
  'stale',
  'levels',
  'shelved',
] as const;
export type QualityFigure = (typeof QUALITY_FIGURES)[number];

interface AlarmsText {
  title: string;
  tabs: Record<AlarmTab, string>;
  span: Record<'day' | 'week' | 'month', string>;
  loading: string;
  failed: string;
  retry: string;
  of(announced: number, received: number): string;
  figure: Record<QualityFigure, string>;
  hint: Record<QualityFigure, string>;
  /** What a figure says about the work at the desk. */
  means: Record<QualityFigure, string>;
  /** The two numbers a figure is made of. */
  from: {
    hours(alarms: number, hours: number): string;
    tens(alarms: number, tens: number): string;
    peak(alarms: number, at: string): string;
    spans(part: string, whole: string): string;
    alarms(part: number, whole: number): string;
    sources(sources: number, received: number): string;
    since(count: number, at: string): string;
    incidents(part: number, whole: number): string;
    devices(part: number, whole: number): string;
    levels(alarms: number): string;
    none: string;
  };
  range(good: string, most: string): string;
  rangeOne(most: string): string;
  standing: Record<'good' | 'managed' | 'beyond', string>;
  source: string;
  list: string;
  nothing: string;
  peakAt(at: string): string;
  floodLine(from: string, to: string, count: number): string;
  stillOn: string;
  share(percent: string): string;
  recommended(percent: string): string;
  times(count: number): string;
  inMinute(count: number): string;
  since(span: string): string;
  shelve: string;
  unshelve: string;
  shelved: string;
  outOfService: string;
  until(time: string): string;
  shelfBy(by: string, reason: string): string;
  kept(count: number): string;
  shelvedEmpty: string;
  chatteringEmpty: string;
  chatteringHint: string;
  shelveTitle(device: string): string;
  shelveAbout: string;
  shelveClasses: string;
  shelveUntil: string;
  forMinutes(minutes: number): string;
  forHours(hours: number): string;
  shelveReason: string;
  shelveQuick: readonly string[];
  shelveConfirm: string;
  shelveNeeds: string;
  never: string;
  flood(count: number): string;
  floodHint: string;
  byList: string;
  byGroup: string;
  groups(count: number): string;
  groupUnanswered(count: number): string;
  newest(age: string): string;
  elsewhere: string;
}

export const alarmsText = bilingual<AlarmsText>(
  {
    title: '报警质量',
    tabs: { quality: '指标', shelved: '搁置与检修', chattering: '频繁报警' },
    span: { day: '24 小时', week: '7 天', month: '30 天' },
    loading: '正在从日志统计…',
    failed: '统计没有取到',
    retry: '重试',
    of: (announced, received) =>
      `鸣响 ${announced} 次，共收到 ${received} 条（其余 ${received - announced} 条为重复、恢复、搁置或检修，不计）`,
    figure: {
      perHour: '每小时报警',
      perTenMinutes: '每 10 分钟报警',
      peakTenMinutes: '10 分钟峰值',
      floodShare: '报警潮占时',
      badActorShare: '前十来源占比',
      chattering: '频繁报警来源',
      standing: '长期未恢复',
      stale: '久未处理的事件',
      levels: '等级分布 I / II / III / IV',
      shelved: '现有搁置',
    },
    hint: {
      perHour: '平均值',
      perTenMinutes: '平均值',
      peakTenMinutes: '任意连续 10 分钟',
      floodShare: '10 分钟超过 10 次算报警潮，降到 5 次以下算结束',
      badActorShare: '报警最多的 10 个来源',
      chattering: '1 分钟内 5 次及以上',
      standing: '报警超过 24 小时没有恢复',
      stale: '未结事件 24 小时没有任何动作',
      levels: '推荐 Ⅳ 级 80%、Ⅲ 级 15%、Ⅱ 级 5%、Ⅰ 级不到 1%',
      shelved: '到时自动恢复鸣响',
    },
    means: {
      perHour: '一名值班员能从容应对的平均数量。超出时，总有警情被匆忙处理。',
      perTenMinutes: '同一平均值按 10 分钟计：处理一起所需的时间不止这些。',
      peakTenMinutes: '最忙的 10 分钟。超过 10 次没人能逐条看清，席位自动转为分组，一条不藏。',
      floodShare: '值班时间里有多少处在报警潮中，潮中容易漏看。',
      badActorShare: '少数来源占了多数报警：先修这几处，见效最快。',
      chattering: '同一来源反复报警，通常是接线、安装或阈值问题，不是警情。',
      standing: '一直没有恢复的报警让人习以为常。查清原因，或置为检修。',
      stale: '没有人再动的未结事件：结案、转办或重新派遣。',
      levels: '最高级别一多就不再醒目。比例失衡时检查各类的定级。',
      shelved: '有人决定暂不鸣响的设备。到时自动恢复，交接班时逐项过目。',
    },
    from: {
      hours: (alarms, hours) => `${alarms} 次 ÷ ${hours} 小时`,
      tens: (alarms, tens) => `${alarms} 次 ÷ ${tens} 个 10 分钟`,
      peak: (alarms, at) => `${alarms} 次，自 ${at}`,
      spans: (part, whole) => `${part} ÷ ${whole}`,
      alarms: (part, whole) => `${part} 次 ÷ ${whole} 次`,
      sources: (sources, received) => `${sources} 个来源，共收到 ${received} 条`,
      since: (count, at) => `${count} 条，自 ${at} 起查`,
      incidents: (part, whole) => `${part} 起 ÷ 未结 ${whole} 起`,
      devices: (part, whole) => `${part} 台 ÷ 在册 ${whole} 台`,
      levels: (alarms) => `共 ${alarms} 次`,
      none: '没有鸣响',
    },
    range: (good, most) => `良好 ≤ ${good}，可管理 ≤ ${most}`,
    rangeOne: (most) => `目标 ≤ ${most}`,
    standing: { good: '良好', managed: '可管理', beyond: '超出' },
    source: '范围按 ISA-18.2 与 EEMUA 191，每个值班席位',
    list: '明细',
    nothing: '没有',
    peakAt: (at) => `峰值从 ${at} 开始`,
    floodLine: (from, to, count) => `${from} 至 ${to}，${count} 次`,
    stillOn: '仍在持续',
    share: (percent) => `占 ${percent}`,
    recommended: (percent) => `推荐 ${percent}`,
    times: (count) => `${count} 次`,
    inMinute: (count) => `1 分钟 ${count} 次`,
    since: (span) => `已 ${span}`,
    shelve: '搁置报警',
    unshelve: '立即恢复',
    shelved: '搁置',
    outOfService: '检修',
    until: (time) => `至 ${time}`,
    shelfBy: (by, reason) => `${by}：${reason}`,
    kept: (count) => `期间收到 ${count} 条，未鸣响`,
    shelvedEmpty: '没有搁置的报警，也没有检修中的设备',
    chatteringEmpty: '最近没有频繁报警的来源',
    chatteringHint: '同一来源 1 分钟内 5 次及以上。照常接收和入库；可搁置的类别能在这里搁置。',
    shelveTitle: (device) => `搁置 ${device} 的报警`,
    shelveAbout: '搁置期间照常接收、入库和计数，只是不再鸣响、不立事件。更严重的报警会立即鸣响并结束搁置。',
    shelveClasses: '搁置哪些报警',
    shelveUntil: '搁置多久',
    forMinutes: (minutes) => `${minutes} 分钟`,
    forHours: (hours) => `${hours} 小时`,
    shelveReason: '原因',
    shelveQuick: ['误报频繁，待维修', '现场施工', '已派人查看', '设备故障'],
    shelveConfirm: '搁置',
    shelveNeeds: '请选类别、时长并写明原因',
    never: '求助、胁迫、火警、医疗和未知报警不能搁置',
    flood: (count) => `报警潮：10 分钟 ${count} 次`,
    floodHint: '已分组，一起不少',
    byList: '逐条',
    byGroup: '分组',
    groups: (count) => `${count} 组`,
    groupUnanswered: (count) => `${count} 未受理`,
    newest: (age) => `最新 ${age}`,
    elsewhere: '网格外',
  },
  {
    title: 'Alarm quality',
    tabs: { quality: 'Figures', shelved: 'Shelved, out of service', chattering: 'Chattering' },
    span: { day: '24 hours', week: '7 days', month: '30 days' },
    loading: 'Counting from the journal…',
    failed: 'The figures did not come',
    retry: 'Again',
    of: (announced, received) =>
      `${announced} sounded, ${received} received (${received - announced} repeated, restored, shelved or out of service: not counted)`,
    figure: {
      perHour: 'Alarms an hour',
      perTenMinutes: 'Alarms in ten minutes',
      peakTenMinutes: 'Peak of ten minutes',
      floodShare: 'Time in flood',
      badActorShare: 'Share of the ten worst',
      chattering: 'Chattering sources',
      standing: 'Standing alarms',
      stale: 'Stale incidents',
      levels: 'By level I / II / III / IV',
      shelved: 'Shelved now',
    },
    hint: {
      perHour: 'Average',
      perTenMinutes: 'Average',
      peakTenMinutes: 'Any ten minutes',
      floodShare: 'More than 10 in ten minutes, until fewer than 5',
      badActorShare: 'The ten sources with most alarms',
      chattering: 'Five or more within a minute',
      standing: 'Active for more than 24 h without restore',
      stale: 'Open, and nothing done for 24 h',
      levels: 'Recommended: IV 80 %, III 15 %, II 5 %, I below 1 %',
      shelved: 'Each sounds again at its end',
    },
    means: {
      perHour: 'What one officer can deal with calmly. Beyond it some alarms are dealt with in haste.',
      perTenMinutes: 'The same average by ten minutes, which is about what one alarm takes.',
      peakTenMinutes:
        'The busiest ten minutes. Nobody reads more than ten one by one: the queue then groups them, and hides none.',
      floodShare: 'How much of the time was spent in a flood, where things are overlooked.',
      badActorShare: 'A few sources make most of the alarms: mending those helps soonest.',
      chattering: 'One source over and over is a wire, a mounting or a threshold, and no emergency.',
      standing: 'What never restores is no longer noticed. Find out why, or take it out of service.',
      stale: 'Open incidents nobody touches: close them, pass them on, or send somebody again.',
      levels:
        'The highest level stands out only while it is rare. Where the shares are off, look at how kinds are graded.',
      shelved:
        'Devices somebody decided not to hear for now. They sound again by themselves, and are part of each hand-over.',
    },
    from: {
      hours: (alarms, hours) => `${alarms} in ${hours} h`,
      tens: (alarms, tens) => `${alarms} in ${tens} × 10 min`,
      peak: (alarms, at) => `${alarms}, from ${at}`,
      spans: (part, whole) => `${part} of ${whole}`,
      alarms: (part, whole) => `${part} of ${whole}`,
      sources: (sources, received) => `${sources} sources, ${received} alarms received`,
      since: (count, at) => `${count}, looked for since ${at}`,
      incidents: (part, whole) => `${part} of ${whole} open incidents`,
      devices: (part, whole) => `${part} of ${whole} devices`,
      levels: (alarms) => `of ${alarms}`,
      none: 'none sounded',
    },
    range: (good, most) => `good ≤ ${good}, manageable ≤ ${most}`,
    rangeOne: (most) => `aim ≤ ${most}`,
    standing: { good: 'good', managed: 'manageable', beyond: 'beyond' },
    source: 'Ranges of ISA-18.2 and EEMUA 191, for one operator position',
    list: 'List',
    nothing: 'None',
    peakAt: (at) => `The peak begins at ${at}`,
    floodLine: (from, to, count) => `${from} to ${to}, ${count} alarms`,
    stillOn: 'still on',
    share: (percent) => `${percent} of all`,
    recommended: (percent) => `recommended ${percent}`,
    times: (count) => (count === 1 ? '1 time' : `${count} times`),
    inMinute: (count) => `${count} in a minute`,
    since: (span) => `for ${span}`,
    shelve: 'Shelve alarms',
    unshelve: 'End now',
    shelved: 'Shelved',
    outOfService: 'Maintenance',
    until: (time) => `until ${time}`,
    shelfBy: (by, reason) => `${by}: ${reason}`,
    kept: (count) => `${count} received meanwhile, not sounded`,
    shelvedEmpty: 'Nothing is shelved and no device is out of service',
    chatteringEmpty: 'No source has chattered lately',
    chatteringHint:
      'Five or more from one source within a minute. All are received and stored; classes that may be shelved can be shelved here.',
    shelveTitle: (device) => `Shelve alarms of ${device}`,
    shelveAbout:
      'They are received, stored and counted as ever; they only stop sounding and open no incident. Anything graver sounds at once and ends the shelf.',
    shelveClasses: 'Which alarms',
    shelveUntil: 'For how long',
    forMinutes: (minutes) => `${minutes} min`,
    forHours: (hours) => (hours === 1 ? '1 hour' : `${hours} hours`),
    shelveReason: 'Reason',
    shelveQuick: ['Nuisance alarms, to be mended', 'Works on site', 'Somebody is looking', 'Faulty device'],
    shelveConfirm: 'Shelve',
    shelveNeeds: 'Choose classes and a time, and say why',
    never: 'Calls for help, duress, fire, medical and unknown alarms are never shelved',
    flood: (count) => `Flood: ${count} in ten minutes`,
    floodHint: 'Grouped; none is hidden',
    byList: 'One by one',
    byGroup: 'Grouped',
    groups: (count) => `${count} groups`,
    groupUnanswered: (count) => `${count} unanswered`,
    newest: (age) => `newest ${age}`,
    elsewhere: 'Outside the grids',
  },
);
