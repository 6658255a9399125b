/** Why a camera cannot be played, in both languages. What tiles and panels say stands in videoTile.ts. */
import type { ChannelFault } from '../domain/channel.ts';
import type { Bilingual } from '../kit/bilingual.ts';

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
