import { formatDate, formatTime } from '#shared/text/time.ts';
import { useLanguage, useLive, useNow } from '../../desk.tsx';

/** The core's time, to the second, and whose wall this is. */
export function ClockRegion() {
  const now = useNow();
  const language = useLanguage();
  const station = useLive(({ live }) => live.station?.name ?? '');
  return (
    <div className="wall-clock" role="timer">
      <span className="wall-clock__time">{formatTime(now)}</span>
      <span className="wall-clock__date">
        {formatDate(now, language)}
        {station !== '' && <strong className="ellipsis">{station}</strong>}
      </span>
    </div>
  );
}
