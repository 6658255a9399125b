/**
 * What happened and what somebody did, in plain sentences of both languages, for film and report. Times in them are the station's
 * (reviewTime.ts), wherever the sentence is made.
 */
import type { CallEventBody } from '../domain/call.ts';
import type { ChannelEventBody } from '../domain/channelEvents.ts';
import { dutyLogCategory } from '../domain/dutyLog.ts';
import { nameOfActor, type StoredEvent } from '../domain/event.ts';
import type { TimelineEntry } from '../domain/incident.ts';
import type { MessageEventBody } from '../domain/message.ts';
import type { Bilingual } from '../kit/bilingual.ts';
import { dutySentence } from './dutyLines.ts';
import { shownHere } from './reviewTime.ts';
import { actorName } from './system.ts';
import { timelineSentence } from './timeline.ts';

type Words = (body: never) => Bilingual;

/** What no timeline and no duty log has words for. */
const BESIDE: Readonly<Record<string, Words>> = {
  'channel.snapshotTaken': ({ name }: ChannelEventBody['channel.snapshotTaken']) => ({
    zh: `视频截图存证：${name}`,
    en: `Kept a still of camera “${name}”`,
  }),
  'channel.marked': ({ name, note }: ChannelEventBody['channel.marked']) => ({
    zh: `标记视频“${name}”：${note}`,
    en: `Marked camera “${name}”: ${note}`,
  }),
  'message.sent': ({ text }: MessageEventBody['message.sent']) => ({ zh: `发出消息：${text}`, en: `Sent: ${text}` }),
  'call.started': ({ target }: CallEventBody['call.started']) => ({
    zh: `视频呼叫 ${target.name}`,
    en: `Called ${target.name} by video`,
  }),
  'call.recordingStarted': ({ name }: CallEventBody['call.recordingStarted']) => ({
    zh: `${name} 开始录制通话`,
    en: `${actorName(name, 'en')} began to record the call`,
  }),
  'call.ended': () => ({ zh: '通话结束', en: 'The call ended' }),
  'road.closed': () => ({ zh: '封闭道路', en: 'Closed a road' }),
  'road.opened': () => ({ zh: '解除道路封闭', en: 'Opened a road again' }),
  'drill.launched': ({ title }: { title: Bilingual }) => ({
    zh: `演练开始：${title.zh}`,
    en: `The drill began: ${title.en}`,
  }),
  'drill.paused': () => ({ zh: '演练暂停', en: 'The drill was paused' }),
  'drill.resumed': () => ({ zh: '演练继续', en: 'The drill went on' }),
  'drill.paceSet': ({ pace }: { pace: number }) => ({ zh: `演练速度 ${pace}×`, en: `The drill runs at ${pace}×` }),
  'drill.suspended': ({ note }: { note: string }) => ({
    zh: `演练中止${note ? `：${note}` : ''}`,
    en: `The drill was suspended${note ? `: ${note}` : ''}`,
  }),
  'drill.jumped': ({ fromSeconds, toSeconds }: { fromSeconds: number; toSeconds: number }) => {
    const seconds = Math.round(toSeconds - fromSeconds);
    return { zh: `演练跳过 ${seconds} 秒`, en: `The drill jumped over ${seconds} s` };
  },
  'drill.ended': () => ({ zh: '演练结束', en: 'The drill ended' }),
};

/** By the title it has in its script; who may not read that yet is told that there was one. */
const INJECTS: Readonly<Record<string, (title: Bilingual | undefined) => Bilingual>> = {
  'drill.injected': (title) => ({
    zh: title ? `注入：${title.zh}` : '注入一项情况',
    en: title ? `Inject: ${title.en}` : 'An inject was played',
  }),
  'drill.injectFailed': (title) => ({
    zh: title ? `注入失败：${title.zh}` : '一项情况注入失败',
    en: title ? `Inject failed: ${title.en}` : 'An inject failed',
  }),
};

/** A line of an incident; `number` in front where there are several. */
export function incidentLine(line: TimelineEntry, number: string): Bilingual {
  const entry = { ...line, facts: shownHere(line.facts) };
  const lead = number ? `${number} ` : '';
  return { zh: `${lead}${timelineSentence(entry, 'zh-CN')}`, en: `${lead}${timelineSentence(entry, 'en')}` };
}

interface OtherLine {
  readonly sentence: Bilingual;
  /** In the one timeline of a film, beside what happened to its incidents. */
  readonly isListed: boolean;
}

const NO_TITLES: ReadonlyMap<string, Bilingual> = new Map();

/** Settings and who signed in are no part of a film's timeline. */
const LISTED: ReadonlySet<string> = new Set(['field', 'device', 'shift']);

/** Of an event that is none of an incident's. Undefined: nothing a reader of a film looks for. */
export function otherLine(event: StoredEvent, injectTitles = NO_TITLES): OtherLine | undefined {
  const inject = INJECTS[event.kind];
  if (inject) {
    const title = injectTitles.get((event.body as { readonly injectId: string }).injectId);
    return { sentence: inject(title), isListed: true };
  }
  const beside = BESIDE[event.kind];
  if (beside) return { sentence: beside(event.body as never), isListed: true };
  const category = dutyLogCategory(event.kind);
  if (category === undefined || category === 'incident') return undefined;
  const { seq, at, kind, actor, body } = event;
  const facts = shownHere(body as Readonly<Record<string, unknown>>);
  const line = { seq, at, category, kind, by: nameOfActor(actor), subject: subjectOf(facts), facts };
  const sentence = { zh: dutySentence(line, 'zh-CN'), en: dutySentence(line, 'en') };
  return { sentence, isListed: LISTED.has(category) };
}

/** What somebody at a seat did; undefined for what is nobody's doing. */
export function actionLine(event: StoredEvent): Bilingual | undefined {
  if (!event.stream.startsWith('incident:')) return otherLine(event)?.sentence;
  if (event.kind === 'incident.recommended' || event.kind === 'incident.absorbed') return undefined;
  const { seq, at, kind, actor, body } = event;
  const { incidentId: _, ...facts } = body as Readonly<Record<string, unknown>>;
  return incidentLine({ seq, at, kind, by: nameOfActor(actor), facts, times: 1 }, '');
}

/** By what the event itself says; empty where it names nothing. */
function subjectOf(facts: Readonly<Record<string, unknown>>): string {
  for (const key of ['name', 'unitName', 'title', 'number']) if (typeof facts[key] === 'string') return facts[key];
  const inner = (facts.task ?? facts.device ?? facts.route ?? facts.group) as
    | { name?: unknown; title?: unknown }
    | undefined;
  const name = inner?.title ?? inner?.name;
  return typeof name === 'string' ? name : '';
}
