import { bilingual } from './language.ts';

interface CorroborationText {
  section: string;
  count(count: number): string;
  /** Of a public report. */
  opened: string;
  attached: string;
  automatically(distanceM: number, minutes: number): string;
  unit: string;
  alarm: string;
  times(count: number): string;
  noWords: string;
  show: string;
  detach: string;
  evidence: string;
  files(count: number): string;
  ofPublic: string;
  takenAt(at: string): string;
  digest(short: string): string;
  /** The bytes that came are those the journal speaks of. */
  verified: string;
  changed: string;
  enlarge: string;
  close: string;
  /** To a screen reader: what is played. */
  voice(by: string): string;
  /** Of the slider of a voice note. */
  position: string;
}

export const corroborationText = bilingual<CorroborationText>(
  {
    section: '佐证',
    count: (count) => `${count} 条`,
    opened: '由此立案',
    attached: '人工挂接',
    automatically: (distanceM, minutes) => `自动挂接：相距 ${distanceM} 米、${minutes} 分钟内`,
    unit: '力量上报',
    alarm: '另一设备报警',
    times: (count) => `${count} 次`,
    noWords: '（没有文字）',
    show: '查看',
    detach: '取消挂接',
    evidence: '照片与录音',
    files: (count) => `${count} 份`,
    ofPublic: '公众',
    takenAt: (at) => `拍录 ${at}`,
    digest: (short) => `SHA-256 ${short}…`,
    verified: '校验一致',
    changed: '内容与校验值不符，不予显示',
    enlarge: '放大照片',
    close: '关闭',
    voice: (by) => `${by} 的录音`,
    position: '播放位置',
  },
  {
    section: 'Corroborated by',
    count: (count) => String(count),
    opened: 'opened from it',
    attached: 'attached by an officer',
    automatically: (distanceM, minutes) => `attached by itself: ${distanceM} m, within ${minutes} min`,
    unit: 'A unit’s report',
    alarm: 'Another device',
    times: (count) => `${count} times`,
    noWords: '(no words)',
    show: 'Show',
    detach: 'Take off',
    evidence: 'Photos and voice notes',
    files: (count) => (count === 1 ? '1 file' : `${count} files`),
    ofPublic: 'Public',
    takenAt: (at) => `Taken ${at}`,
    digest: (short) => `SHA-256 ${short}…`,
    verified: 'verified',
    changed: 'The content does not match its checksum and is not shown',
    enlarge: 'Enlarge the photo',
    close: 'Close',
    voice: (by) => `Voice note of ${by}`,
    position: 'Position',
  },
);
