import type { ChannelFault } from '../domain/channel.ts';
import { bilingual } from './language.ts';

interface VideoTileText {
  title: string;
  /** One word for what the picture is. */
  status: Record<'connecting' | 'live' | 'stalled' | 'unauthorised' | 'gone' | 'paused', string>;
  /** Under it, where there is something to add. */
  lastPicture(ago: string): string;
  retry(seconds: number): string;
  fault: Record<ChannelFault, string>;
  /** How a camera came to be shown. */
  sight: {
    clear: string;
    partly(share: number): string;
    behindBuilding: string;
    beyondRange: string;
    behindGround: string;
    facing: string;
    aside(degrees: number): string;
    noHeading: string;
  };
  dock: string;
  dockHide: string;
  dockShow: string;
  enlarge(name: string): string;
  remove(name: string): string;
  tileOf(name: string): string;
  snapshot: string;
  mark: string;
  markNote: string;
  markKeep: string;
  fullScreen: string;
  restore: string;
  /** What was asked of a picture that stands still. */
  notLive: string;
  /** `hash`: the first digits of the SHA-256. */
  kept(time: string, hash: string): string;
  marked(time: string): string;
  /** Plays what was before the look. */
  lookBack: string;
  backToLive: string;
  noPast: string;
  /** Over a picture that is past: when it was, in large. */
  past(time: string): string;
  turn: string;
  turns: Record<'left' | 'right' | 'up' | 'down' | 'nearer' | 'farther', string>;
  presets: string;
  verdictAsk: string;
  verdictGiven(verdict: string, seconds: number): string;
  soundOn: string;
  soundOff: string;
  private: string;
  search: string;
  searchHint: string;
  found(shown: number, total: number): string;
  noneFound: string;
  listFailed: string;
  layout: string;
  tiles(count: number): string;
  emptyTile: string;
  emptyTileHint: string;
  clear: string;
  condition: Record<'unknown' | 'playable' | 'failed', string>;
}

export const videoTileText = bilingual<VideoTileText>(
  {
    title: '视频',
    status: {
      connecting: '连接中',
      live: '实况',
      stalled: '画面停滞',
      unauthorised: '无权查看',
      gone: '无法播放',
      paused: '已暂停',
    },
    lastPicture: (ago) => `最后画面 ${ago}`,
    retry: (seconds) => `${seconds} 秒后重试`,
    fault: {
      noSource: '没有登记播放地址',
      notAllowed: '地址不在允许范围内，或本席位无权查看',
      unreachable: '连不上摄像机或媒体服务器',
      unauthorised: '摄像机拒绝了登录',
      notFound: '媒体服务器上没有这一路',
      unsupportedCodec: '编码不支持，请改用 H.264 子码流',
      noPicture: '已连接，但没有画面',
      serverDown: '本站视频服务没有应答',
      consentWithdrawn: '业主已撤回同意',
    },
    sight: {
      clear: '无遮挡',
      partly: (share) => `可见 ${share}%`,
      behindBuilding: '被建筑遮挡',
      beyondRange: '超出有效距离',
      behindGround: '被地形遮挡',
      facing: '正对',
      aside: (degrees) => `偏 ${degrees}°`,
      noHeading: '朝向未登记',
    },
    dock: '就近视频',
    dockHide: '收起视频',
    dockShow: '展开视频',
    enlarge: (name) => `放大 ${name}`,
    remove: (name) => `关闭 ${name}`,
    tileOf: (name) => `视频画面 ${name}`,
    snapshot: '截图存证',
    mark: '标记此刻',
    markNote: '看到了什么',
    markKeep: '记下',
    fullScreen: '全屏',
    restore: '还原',
    notLive: '画面不是实况，不能截图或标记',
    kept: (time, hash) => `已存证 ${time} · SHA-256 ${hash}…`,
    marked: (time) => `已标记 ${time}`,
    lookBack: '回看打开前 10 秒',
    backToLive: '回到实况',
    noPast: '没有打开前的画面：这一路当时没有预录，或已超过一分钟',
    past: (time) => `回看 ${time}`,
    turn: '云台',
    turns: { left: '左转', right: '右转', up: '上转', down: '下转', nearer: '拉近', farther: '拉远' },
    presets: '预置位',
    verdictAsk: '看视频核实',
    verdictGiven: (verdict, seconds) => `已核实：${verdict}，受理后 ${seconds} 秒`,
    soundOn: '打开声音',
    soundOff: '关闭声音',
    private: '社会面',
    search: '查找摄像机',
    searchHint: '名称、编码、网格、拼音首字母',
    found: (shown, total) => (shown < total ? `显示 ${shown} 路，共 ${total} 路` : `共 ${total} 路`),
    noneFound: '没有符合的摄像机。',
    listFailed: '摄像机列表取不到，核心没有应答。',
    layout: '画面布局',
    tiles: (count) => `${count} 画面`,
    emptyTile: '空画面',
    emptyTileHint: '从左侧选择摄像机',
    clear: '全部关闭',
    condition: { unknown: '未探测', playable: '可播放', failed: '无法播放' },
  },
  {
    title: 'Video',
    status: {
      connecting: 'Connecting',
      live: 'Live',
      stalled: 'Stalled',
      unauthorised: 'Not allowed',
      gone: 'Cannot play',
      paused: 'Paused',
    },
    lastPicture: (ago) => `Last picture ${ago}`,
    retry: (seconds) => `Again in ${seconds} s`,
    fault: {
      noSource: 'No address to play from is registered',
      notAllowed: 'The address is outside what is allowed, or this seat may not watch',
      unreachable: 'The camera or media server cannot be reached',
      unauthorised: 'The camera refused the login',
      notFound: 'The media server has no such stream',
      unsupportedCodec: 'The codec is not supported; use an H.264 sub stream',
      noPicture: 'Connected, but no picture comes',
      serverDown: 'The video service of this station does not answer',
      consentWithdrawn: 'The owner has withdrawn consent',
    },
    sight: {
      clear: 'clear view',
      partly: (share) => `${share}% visible`,
      behindBuilding: 'behind a building',
      beyondRange: 'beyond its range',
      behindGround: 'behind the ground',
      facing: 'facing it',
      aside: (degrees) => `${degrees}° off`,
      noHeading: 'heading unknown',
    },
    dock: 'Nearby cameras',
    dockHide: 'Hide video',
    dockShow: 'Show video',
    enlarge: (name) => `Enlarge ${name}`,
    remove: (name) => `Close ${name}`,
    tileOf: (name) => `Picture of ${name}`,
    snapshot: 'Keep a snapshot',
    mark: 'Mark this moment',
    markNote: 'What you saw',
    markKeep: 'Note it',
    fullScreen: 'Full screen',
    restore: 'Back to size',
    notLive: 'Not live: nothing is kept of a picture that stands still',
    kept: (time, hash) => `Kept ${time} · SHA-256 ${hash}…`,
    marked: (time) => `Marked ${time}`,
    lookBack: 'The 10 s before it was opened',
    backToLive: 'Back to live',
    noPast: 'Nothing from before it was opened: none was kept of this camera then, or a minute has passed',
    past: (time) => `Past ${time}`,
    turn: 'Turn the camera',
    turns: {
      left: 'Turn left',
      right: 'Turn right',
      up: 'Turn up',
      down: 'Turn down',
      nearer: 'Zoom in',
      farther: 'Zoom out',
    },
    presets: 'Presets',
    verdictAsk: 'Verify by video',
    verdictGiven: (verdict, seconds) => `Verified: ${verdict}, ${seconds} s after acceptance`,
    soundOn: 'Sound on',
    soundOff: 'Sound off',
    private: 'Private',
    search: 'Find a camera',
    searchHint: 'Name, code, grid or pinyin initials',
    found: (shown, total) => (shown < total ? `${shown} of ${total} channels` : `${total} channels`),
    noneFound: 'No camera matches.',
    listFailed: 'The list of cameras cannot be read: the core does not answer.',
    layout: 'Layout',
    tiles: (count) => `${count} tiles`,
    emptyTile: 'Empty tile',
    emptyTileHint: 'Choose a camera on the left',
    clear: 'Close all',
    condition: { unknown: 'Not probed', playable: 'Playable', failed: 'Cannot play' },
  },
);
