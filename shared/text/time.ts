import type { Language } from './language.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const two = (value: number) => String(value).padStart(2, '0');

/** `0:42`, `12:05`, `3:07:09`: for things that tick. Negative counts as zero. */
export function formatClockSpan(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / SECOND);
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor((seconds % 3_600) / 60)];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** Time left, rounded up: a limit is at zero only when it has passed. */
export function formatCountdown(leftMs: number): string {
  return formatClockSpan(Math.ceil(Math.max(0, leftMs) / SECOND) * SECOND);
}

/** `12 秒`, `3 分钟`, `2 小时 5 分`, `4 天`: for sentences. */
export function formatSpan(ms: number, language: Language): string {
  const span = Math.max(0, ms);
  const zh = language === 'zh-CN';
  if (span < MINUTE) return `${Math.floor(span / SECOND)}${zh ? ' 秒' : ' s'}`;
  if (span < HOUR) return `${Math.floor(span / MINUTE)}${zh ? ' 分钟' : ' min'}`;
  if (span < DAY) {
    const [hours, minutes] = [Math.floor(span / HOUR), Math.floor((span % HOUR) / MINUTE)];
    if (minutes === 0) return `${hours}${zh ? ' 小时' : ' h'}`;
    return zh ? `${hours} 小时 ${minutes} 分` : `${hours} h ${minutes} min`;
  }
  const days = Math.floor(span / DAY);
  if (zh) return `${days} 天`;
  return days === 1 ? '1 day' : `${days} days`;
}

/** By how much: `1:40`, from ten minutes on `22 分钟`, which nobody takes for a time of day. */
export function formatLateness(ms: number, language: Language): string {
  return ms < 10 * MINUTE ? formatClockSpan(ms) : formatSpan(ms, language);
}

/** `12 秒前`. */
export function formatAgo(ms: number, language: Language): string {
  return language === 'zh-CN' ? `${formatSpan(ms, language)}前` : `${formatSpan(ms, language)} ago`;
}

/** `420 米`, `1.3 公里`. */
export function formatDistance(metres: number, language: Language): string {
  const zh = language === 'zh-CN';
  if (metres < 1_000) return `${Math.round(metres)}${zh ? ' 米' : ' m'}`;
  return `${(metres / 1_000).toFixed(1)}${zh ? ' 公里' : ' km'}`;
}

/** Local wall time `21:05:09`. */
export function formatTime(at: number): string {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** `11-21 21:05:09`, for times that need not be today's. */
export function formatDayTime(at: number): string {
  const date = new Date(at);
  return `${two(date.getMonth() + 1)}-${two(date.getDate())} ${formatTime(at)}`;
}

/** `18:00` today, `11-23 08:30` any other day: for an end that is set to the minute. */
export function formatMinute(at: number, now: number): string {
  const date = new Date(at);
  const minute = `${two(date.getHours())}:${two(date.getMinutes())}`;
  const isToday = date.toDateString() === new Date(now).toDateString();
  return isToday ? minute : `${two(date.getMonth() + 1)}-${two(date.getDate())} ${minute}`;
}

const WEEKDAYS = {
  'zh-CN': ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
} as const;

/** `2026年11月21日 星期六`, `Sat 2026-11-21`. */
export function formatDate(at: number, language: Language): string {
  const date = new Date(at);
  const weekday = WEEKDAYS[language][date.getDay()];
  const [year, month, day] = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return language === 'zh-CN'
    ? `${year}年${month}月${day}日 ${weekday}`
    : `${weekday} ${year}-${two(month)}-${two(day)}`;
}
