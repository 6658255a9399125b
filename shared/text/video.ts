/** What is said of cameras: why one cannot be played, and why one was proposed. Made from figures, in both languages. */
import type { ChannelFault } from '../domain/channel.ts';
import type { Bilingual } from '../kit/bilingual.ts';
import type { SightedChannel } from '../wire/video.ts';

/** Why a channel cannot be played, or not now; what to do about it where somebody can. */
export const CHANNEL_FAULT_WORDS: Readonly<Record<ChannelFault, Bilingual>> = {
  noSource: {
    zh: '没有配置视频地址：请在站点配置或导入表中填写',
    en: 'no stream is stated for this camera: add one in station.json or an imported list',
  },
  notAllowed: {
    zh: '视频地址不在允许的网段内：请管理员核对站点配置的网段',
    en: 'its address lies outside the networks that may be fetched: an administrator checks `video.allow`',
  },
  unreachable: {
    zh: '连不上摄像机或媒体服务器：请检查供电和网络',
    en: 'the camera or its media server cannot be reached: check power and network',
  },
  unauthorised: {
    zh: '摄像机不认账号或密码：请核对登录信息',
    en: 'the camera refuses the user or the password: check the login',
  },
  notFound: {
    zh: '对方没有这路视频流：请核对视频地址',
    en: 'there is no such stream at that address: check the URL',
  },
  unsupportedCodec: {
    zh: '编码不受支持（多为 H.265）：请把该路或子码流改为 H.264',
    en: 'the codec cannot be played here (often H.265): set this stream or its sub stream to H.264',
  },
  noPicture: {
    zh: '已连上，但没有画面：摄像机可能正在重启或镜头离线',
    en: 'connected, but no picture comes: the camera may be restarting',
  },
  serverDown: {
    zh: '本站的视频服务正在重新启动，几秒后再试',
    en: 'the video service of this station is starting again; try in a few seconds',
  },
  consentWithdrawn: {
    zh: '业主未同意或已撤回同意，不能查看',
    en: 'the owner has not consented, or has withdrawn it: this camera may not be watched',
  },
};

const metres = (distanceM: number) =>
  distanceM < 95 ? Math.max(1, Math.round(distanceM)) : Math.round(distanceM / 10) * 10;

/** Why this camera for this place: what it sees, how far it is, whether it looks there. */
export function sightSentence({ channel, distanceM, clearShare, offAxisDeg, blockedBy }: SightedChannel): Bilingual {
  const away = metres(distanceM);
  const isTurned = offAxisDeg !== null && channel.fov !== null && offAxisDeg > channel.fov / 2 && !channel.hasPtz;
  const sight = sightWords(clearShare, blockedBy);
  const aim = isTurned
    ? { zh: `，朝向偏 ${Math.round(offAxisDeg)}°`, en: `, looks ${Math.round(offAxisDeg)}° past it` }
    : channel.hasPtz
      ? { zh: '，可转动', en: ', can be turned' }
      : { zh: '', en: '' };
  return { zh: `${sight.zh}，距离 ${away} 米${aim.zh}`, en: `${sight.en}, ${away} m away${aim.en}` };
}

function sightWords(clearShare: number, blockedBy: SightedChannel['blockedBy']): Bilingual {
  const by = blockedBy === 'terrain' ? { zh: '地形', en: 'the ground' } : { zh: '建筑', en: 'a building' };
  if (clearShare >= 0.95) return { zh: '视线无遮挡', en: 'clear view' };
  if (clearShare > 0) {
    const share = Math.round(clearShare * 100);
    return { zh: `部分被${by.zh}遮挡（可见 ${share}%）`, en: `partly hidden by ${by.en} (${share}% seen)` };
  }
  return { zh: `被${by.zh}遮挡`, en: `hidden by ${by.en}` };
}
