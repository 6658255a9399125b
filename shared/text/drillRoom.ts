/** The drill room as the station's desk opens it, and what every window of it says when a real alarm breaks in. */
import type { DrillGroundId, DrillRoomState } from '../wire/drillRoom.ts';
import type { Language } from './language.ts';

type OpenDrill = NonNullable<DrillRoomState['drill']>;

interface DrillRoomText {
  title: string;
  /** At a station that is a drill itself. */
  ownTitle: string;
  ownHint: string;
  about: string;
  ground: string;
  grounds: Record<DrillGroundId, string>;
  groundHints: Record<DrillGroundId, string>;
  open: string;
  opening: string;
  mayNot: string;
  /** At a seat of a host where nobody has an account. */
  hostUnset: string;
  /** Of a station where nobody has an account. */
  unset: string;
  /** At a seat of another machine's station. */
  demoOnly(station: string): string;
  isOpen(ground: string): string;
  noDrill: string;
  drill(title: string, phase: string): string;
  phase: Record<OpenDrill['phase'], string>;
  director: string;
  directorHint: string;
  desk: string;
  deskHint: string;
  close: string;
  closeHint: string;
  closeSure: string;
  keepOpen: string;
  coreAway: string;
  cell: string;
  cellOpen: string;
  breakIn: {
    title: string;
    suspended: string;
    /** No drill was being played. */
    room: string;
    since(at: string): string;
    goToStation: string;
    resume: string;
    resumeWaits: string;
    resumeElsewhere: string;
  };
}

export const drillRoomText: Record<Language, DrillRoomText> = {
  'zh-CN': {
    title: '演练',
    ownTitle: '演练站',
    ownHint: '本站就是演练站：从导调席启动、暂停、跳转和手动注入。',
    about: '演练室是本机上另一个核心，有自己的数据、端口和窗口，接触不到真实设备、手机、上级和报表。实战照常接警。',
    ground: '演练场地',
    grounds: { own: '本站', demo: '示范辖区' },
    groundHints: {
      own: '用本站的地图、设备、力量和联动单位；摄像机播放示范画面，不连任何真实设备。',
      demo: '用内置的示范辖区，自带全部示范脚本所需的设备和力量。',
    },
    open: '打开演练室',
    opening: '正在启动演练核心…',
    mayNot: '只有领导、导调和管理员可以组织演练，请先登录。',
    hostUnset: '只有领导、导调和管理员可以组织演练。主机上尚未设置账号：请先在主机上设置管理员，再在这里登录。',
    unset: '本站尚未设置账号，值班席位可以直接打开；设置账号后，只有领导、导调和管理员可以打开。',
    demoOnly: (station) => `本机是“${station}”的席位，只能用示范辖区演练。要用该站自己的场地，请到主机上打开演练室。`,
    isOpen: (ground) => `演练室开着 · 场地：${ground}`,
    noDrill: '未开始演练',
    drill: (title, phase) => `《${title}》${phase}`,
    phase: { running: '演练中', paused: '已暂停', suspended: '已中止' },
    director: '打开导调席',
    directorHint: '启动脚本、控制时钟、注入、看每个席位和评分',
    desk: '加开演练席位',
    deskHint: '给参演人员用的值班窗口，可放到另一块屏',
    close: '关闭演练室',
    closeHint: '关闭全部演练窗口；演练记录留在本机，可复盘',
    closeSure: '演练还没有结束，确定关闭',
    keepOpen: '不关闭',
    coreAway: '演练核心正在恢复，实战不受影响',
    cell: '演练室',
    cellOpen: '已打开',
    breakIn: {
      title: '实战报警',
      suspended: '演练已暂停',
      room: '演练室停用，先处置实战',
      since: (at) => `${at} 到达`,
      goToStation: '转到实战窗口',
      resume: '实战已处置，继续演练',
      resumeWaits: '实战报警尚未应答，不能继续演练。',
      resumeElsewhere: '由导调在实战处置后继续。',
    },
  },
  en: {
    title: 'Drill',
    ownTitle: 'Drill station',
    ownHint: 'This station is a drill itself: launch, pause, jump and inject from the director’s window.',
    about:
      'The drill room is another core on this machine with data, ports and windows of its own. It reaches no real device, phone, upper level or report. The live station goes on taking alarms.',
    ground: 'Ground',
    grounds: { own: 'This station', demo: 'Demo district' },
    groundHints: {
      own: 'Map, devices, units and groups of this station. Cameras play sample pictures; no real device is connected.',
      demo: 'The built-in district, with every device and unit the ready scenarios need.',
    },
    open: 'Open the drill room',
    opening: 'The drill core is starting…',
    mayNot: 'Only a leader, a director or an administrator may lead a drill: sign in first.',
    hostUnset:
      'Only a leader, a director or an administrator may lead a drill. Nobody has an account yet: make the first administrator at the host, then sign in here.',
    unset:
      'Nobody has an account here yet, so this desk may open it. Once there are accounts, only a leader, a director or an administrator may.',
    demoOnly: (station) =>
      `This machine is a seat of “${station}”: it can drill on the demo district only. For that station’s own ground open the drill room at its host.`,
    isOpen: (ground) => `The drill room is open · ground: ${ground}`,
    noDrill: 'no drill has begun',
    drill: (title, phase) => `${title}: ${phase}`,
    phase: { running: 'running', paused: 'paused', suspended: 'suspended' },
    director: 'Open the director’s window',
    directorHint: 'launch, turn the clock, inject, see every seat and the score',
    desk: 'Open a trainee’s desk',
    deskHint: 'a duty window for whoever is trained, on another display if you like',
    close: 'Close the drill room',
    closeHint: 'closes every drill window; the record stays on this machine for review',
    closeSure: 'The drill is not over: close it all the same',
    keepOpen: 'Keep it open',
    coreAway: 'The drill core is coming back; the live station is not affected',
    cell: 'Drill room',
    cellOpen: 'open',
    breakIn: {
      title: 'LIVE ALARM',
      suspended: 'The drill is suspended',
      room: 'The drill room stands: the live alarm comes first',
      since: (at) => `received at ${at}`,
      goToStation: 'Go to the live desk',
      resume: 'The live alarm is dealt with: resume the drill',
      resumeWaits: 'A live alarm has not been answered: the drill cannot go on.',
      resumeElsewhere: 'The director resumes it when the live alarm has been dealt with.',
    },
  },
};
