import type { CallEndReason, CallPartyState } from '../domain/call.ts';
import { bilingual } from './language.ts';

interface CallsText {
  /** On the card of a unit and in the linkage of an incident. */
  call: string;
  callGroup: string;
  callWho(name: string): string;
  panel: string;
  incoming(name: string): string;
  /** A call of others this seat may join. */
  others(seat: string, target: string): string;
  answer: string;
  refuse: string;
  join: string;
  hangUp: string;
  mute: string;
  unmute: string;
  cameraOff: string;
  cameraOn: string;
  turnCamera: string;
  record: string;
  stopRecording: string;
  /** The mark both sides see. */
  recording(name: string): string;
  recordingNow: string;
  /** How handing in what was recorded goes. */
  keeping(parts: number): string;
  kept(parts: number): string;
  keepFailed(parts: number): string;
  keepLost(parts: number): string;
  enlarge: string;
  noOwnPicture: string;
  own: string;
  state: Record<CallPartyState, string>;
  /** Connected by the word of the core, and nothing comes here yet. */
  connecting: string;
  /** Connected, without a picture. */
  voiceOnly: string;
  missed: Record<'noAnswer' | 'noNetwork' | 'cancelled', string>;
  left: Record<'hungUp' | 'networkLost' | 'noMedia' | 'ended', string>;
  ended: Record<CallEndReason, string>;
  endedTitle(target: string): string;
  lack: Record<'camera' | 'microphone' | 'both' | 'denied' | 'insecure', string>;
  outOfTouch: string;
  recent: string;
  recordings(count: number): string;
  dismiss: string;
  refuseReasons: readonly string[];
  refusedWith(words: string): string;
  about(title: string): string;
  elsewhere: string;
  offline: string;
}

/** Video calls, at the desk and on the phone page. */
export const callsText = bilingual<CallsText>(
  {
    call: '视频通话',
    callGroup: '视频会商',
    callWho: (name) => `与 ${name} 视频通话`,
    panel: '视频通话',
    incoming: (name) => `${name} 来电`,
    others: (seat, target) => `${seat} 正在与 ${target} 视频通话`,
    answer: '接听',
    refuse: '拒接',
    join: '加入',
    hangUp: '挂断',
    mute: '静音',
    unmute: '取消静音',
    cameraOff: '关画面',
    cameraOn: '开画面',
    turnCamera: '换镜头',
    record: '录像',
    stopRecording: '停止录像',
    recording: (name) => `${name} 正在录像`,
    recordingNow: '录像中',
    keeping: (parts) => `正在保存录像（${parts} 段）`,
    kept: (parts) => `已保存录像 ${parts} 段，校验值已记入日志`,
    keepFailed: (parts) => `${parts} 段录像没有保存成功，正在重试`,
    keepLost: (parts) => `${parts} 段录像本站没有收下`,
    enlarge: '放大',
    noOwnPicture: '本端没有画面',
    own: '本端',
    state: {
      called: '正在呼叫',
      ringing: '对方响铃中',
      answered: '已接听，正在接通画面',
      connected: '通话中',
      interrupted: '网络中断，等待恢复',
      refused: '已拒接',
      missed: '未接',
      left: '已离开',
    },
    connecting: '正在接通画面',
    voiceOnly: '只有声音，没有画面',
    missed: { noAnswer: '无人接听', noNetwork: '没有网络，未能响铃', cancelled: '呼叫已取消' },
    left: { hungUp: '已挂断', networkLost: '网络中断，已退出', noMedia: '未能接通画面和声音', ended: '通话结束' },
    ended: {
      hungUp: '通话结束',
      refused: '对方拒接',
      noAnswer: '无人接听',
      noNetwork: '对方没有网络，未能响铃',
      cancelled: '已取消呼叫',
      networkLost: '网络中断，通话结束',
      noMedia: '未能接通画面和声音',
    },
    endedTitle: (target) => `与 ${target} 的视频通话`,
    lack: {
      camera: '没有可用的摄像头，对方只能听到声音',
      microphone: '没有可用的麦克风，对方听不到声音',
      both: '没有可用的摄像头和麦克风，只能看和听',
      denied: '未允许使用摄像头和麦克风，只能看和听',
      insecure: '本页不是安全连接，不能使用摄像头和麦克风',
    },
    outOfTouch: '与本站的连接中断，正在恢复',
    recent: '最近通话',
    recordings: (count) => `录像 ${count} 段`,
    dismiss: '知道了',
    refuseReasons: ['正在处置', '正在驾驶', '不便视频'],
    refusedWith: (words) => `已拒接：${words}`,
    about: (title) => `关于：${title}`,
    elsewhere: '已在另一部手机接听',
    offline: '没有网络，未能送达，请再试',
  },
  {
    call: 'Video call',
    callGroup: 'Conference',
    callWho: (name) => `Video call with ${name}`,
    panel: 'Video call',
    incoming: (name) => `${name} is calling`,
    others: (seat, target) => `${seat} is on a video call with ${target}`,
    answer: 'Answer',
    refuse: 'Decline',
    join: 'Join',
    hangUp: 'Hang up',
    mute: 'Mute',
    unmute: 'Unmute',
    cameraOff: 'Camera off',
    cameraOn: 'Camera on',
    turnCamera: 'Other camera',
    record: 'Record',
    stopRecording: 'Stop recording',
    recording: (name) => `${name} is recording`,
    recordingNow: 'Recording',
    keeping: (parts) => `Saving the recording (${parts} parts)`,
    kept: (parts) => `${parts} parts of the recording are saved; their checksums are in the journal`,
    keepFailed: (parts) => `${parts} parts of the recording are not saved yet; trying again`,
    keepLost: (parts) => `The station did not take ${parts} parts of the recording`,
    enlarge: 'Enlarge',
    noOwnPicture: 'No picture of yours',
    own: 'You',
    state: {
      called: 'Calling',
      ringing: 'Ringing',
      answered: 'Answered, connecting',
      connected: 'In the call',
      interrupted: 'Network interrupted, waiting',
      refused: 'Declined',
      missed: 'Missed',
      left: 'Left',
    },
    connecting: 'Connecting',
    voiceOnly: 'Sound only, no picture',
    missed: { noAnswer: 'No answer', noNetwork: 'No network: it did not ring', cancelled: 'Call given up' },
    left: {
      hungUp: 'Hung up',
      networkLost: 'Out by a lost network',
      noMedia: 'No picture or sound came about',
      ended: 'The call is over',
    },
    ended: {
      hungUp: 'The call is over',
      refused: 'Declined',
      noAnswer: 'No answer',
      noNetwork: 'No network there: it did not ring',
      cancelled: 'Call given up',
      networkLost: 'Ended by a lost network',
      noMedia: 'No picture or sound came about',
    },
    endedTitle: (target) => `Video call with ${target}`,
    lack: {
      camera: 'No camera: the others only hear you',
      microphone: 'No microphone: the others do not hear you',
      both: 'No camera and no microphone: you only see and hear',
      denied: 'Camera and microphone are not allowed: you only see and hear',
      insecure: 'This page is not on a secure connection: no camera and no microphone',
    },
    outOfTouch: 'The line to the station is down; it is being restored',
    recent: 'Last calls',
    recordings: (count) => `${count} recorded`,
    dismiss: 'OK',
    refuseReasons: ['Busy on scene', 'Driving', 'Not able to show'],
    refusedWith: (words) => `Declined: ${words}`,
    about: (title) => `About: ${title}`,
    elsewhere: 'Answered on another phone',
    offline: 'No network: it was not delivered; try again',
  },
);

export type CallsWords = (typeof callsText)['zh-CN'];
