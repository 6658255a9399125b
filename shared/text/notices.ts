import type { AlarmFacts } from '../domain/alarm.ts';
import { bilingual } from './language.ts';

interface NoticesText {
  title: string;
  none: string;
  notYet: string;
  attention: Record<NonNullable<AlarmFacts['attention']>, string>;
  fromAccount(account: string, remote: string): string;
  fromRemote(remote: string): string;
  suppressed(count: number): string;
  review: string;
  reviewAlarm(what: string): string;
  openAsIncident: string;
  soundBroken: string;
  linkFault(link: string): string;
  lastFrame(ago: string): string;
  neverFrame: string;
  deviceLost(name: string): string;
  devicesLost(count: number): string;
  /** A layer of the map that is wanting; the loader's own words, `reason`, are Chinese. */
  layerProblem: Record<'unusable' | 'degraded', (layer: string) => string>;
  layerDetail(problem: { readonly reason: string; readonly english?: string }): string;
  setAside: Record<NonNullable<AlarmFacts['setAside']>, string>;
  setAsideTimes(count: number): string;
  inMaintenance(count: number): string;
  more(count: number): string;
  count(count: number): string;
}

export const noticesText = bilingual<NoticesText>(
  {
    title: '提醒',
    none: '没有需要核实的信号，接入与设备正常。',
    notYet: '尚未取得接入与设备的状态。',
    attention: {
      unknownAccount: '未登记设备来报',
      undecodable: '报文无法解密',
      unreadable: '报文内容不可读',
      overRate: '来源报送过快，部分被拒',
    },
    fromAccount: (account, remote) => `账号 ${account}，来自 ${remote}`,
    fromRemote: (remote) => `来自 ${remote}`,
    suppressed: (count) => `另有 ${count} 条同类`,
    review: '已核实',
    reviewAlarm: (what) => `标记已核实：${what}`,
    openAsIncident: '立为事件',
    soundBroken: '警声故障，新报警不会鸣响',
    linkFault: (link) => `接入 ${link} 故障`,
    lastFrame: (ago) => `最后报文 ${ago}`,
    neverFrame: '尚未收到报文',
    deviceLost: (name) => `${name} 失联`,
    devicesLost: (count) => `${count} 台设备失联`,
    layerProblem: {
      unusable: (layer) => `地图图层 ${layer} 不可用`,
      degraded: (layer) => `地图图层 ${layer} 不完整`,
    },
    layerDetail: ({ reason }) => reason,
    setAside: { maintenance: '检修', walkTest: '步测', shelved: '搁置' },
    setAsideTimes: (count) => `${count} 条`,
    inMaintenance: (count) => `检修中 ${count} 台`,
    more: (count) => `还有 ${count} 条`,
    count: (count) => `${count} 条`,
  },
  {
    title: 'Notices',
    notYet: 'The state of links and devices is not known yet.',
    none: 'No signal to check; links and devices are fine.',
    attention: {
      unknownAccount: 'A device that is not enrolled is calling',
      undecodable: 'A frame could not be decrypted',
      overRate: 'A source sent too fast and was partly refused',
      unreadable: 'A frame could not be read',
    },
    fromAccount: (account, remote) => `Account ${account}, from ${remote}`,
    fromRemote: (remote) => `From ${remote}`,
    suppressed: (count) => `${count} more like it`,
    review: 'Checked',
    reviewAlarm: (what) => `Mark as checked: ${what}`,
    openAsIncident: 'Open incident',
    soundBroken: 'Sound is broken: alarms are silent here',
    linkFault: (link) => `Link ${link} is at fault`,
    lastFrame: (ago) => `Last frame ${ago}`,
    neverFrame: 'No frame received yet',
    deviceLost: (name) => `${name} lost contact`,
    devicesLost: (count) => (count === 1 ? '1 device lost contact' : `${count} devices lost contact`),
    layerProblem: {
      unusable: (layer) => `Map layer ${layer} cannot be used`,
      degraded: (layer) => `Map layer ${layer} is incomplete`,
    },
    layerDetail: ({ english }) => english ?? 'The check of the scene pack says what is wrong',
    setAside: { maintenance: 'Maintenance', walkTest: 'Walk test', shelved: 'Shelved' },
    setAsideTimes: (count) => `${count} signals`,
    inMaintenance: (count) => (count === 1 ? '1 device in maintenance' : `${count} devices in maintenance`),
    more: (count) => `${count} more`,
    count: (count) => `${count}`,
  },
);
