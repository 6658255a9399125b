import { useEffect, useState } from 'react';
import { ALARM_TARGETS, type AlarmTarget, standingTo } from '#shared/catalog/alarmTargets.ts';
import { type AlarmQuality, DAY } from '#shared/domain/alarmFigures.ts';
import type { IncidentState } from '#shared/domain/incident.ts';
import { type AlarmTab, QUALITY_FIGURES, type QualityFigure } from '#shared/text/alarms.ts';
import { ReplayApi } from '../../live/replay/replayApi.ts';
import { Button } from '../../ui/Button.tsx';
import { FigureButton } from '../../ui/FigureButton.tsx';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { useCommands, useLanguage, useLive, useNow, useText } from '../desk.tsx';
import { countedFrom } from './countedFrom.ts';
import { FigureList } from './FigureList.tsx';
import { percent } from './percent.ts';

const SPANS = { day: DAY, week: 7 * DAY, month: 30 * DAY } as const;
type SpanName = keyof typeof SPANS;

/** The figures of ISA-18.2 beside the ranges it calls manageable; each opens the list it was counted from. */
export function QualityView({ onShow }: { readonly onShow: (tab: AlarmTab) => void }) {
  const text = useText();
  const say = text.alarms;
  const [span, setSpan] = useState<SpanName>('day');
  const { quality, isFailed, again } = useQuality(SPANS[span]);
  const [chosen, setChosen] = useState<QualityFigure>('badActorShare');
  const now = useNow();
  const stale = useLive(({ live }) => staleIncidents(live.world.incidents.values(), now), isShallowEqual);
  const shelved = useLive(({ live }) => [...live.world.devices.values()].filter(({ shelf }) => shelf).length);
  const devices = useLive(({ live }) => live.world.devices.size);
  const openIncidents = useLive(({ live }) => openCount(live.world.incidents.values()));
  const language = useLanguage();
  const standing = { stale: stale.length, openIncidents, shelved, devices };
  return (
    <div className="quality">
      <div className="quality__head">
        <fieldset className="quality__spans" aria-label={say.title}>
          {(Object.keys(SPANS) as SpanName[]).map((one) => (
            <Button key={one} aria-pressed={one === span} onClick={() => setSpan(one)}>
              {say.span[one]}
            </Button>
          ))}
        </fieldset>
        {quality && <span className="quality__of">{say.of(quality.announced, quality.received)}</span>}
        <span className="quality__source">{say.source}</span>
      </div>
      {isFailed && (
        <p className="quality__failed is-warn" role="alert">
          {say.failed} <Button onClick={again}>{say.retry}</Button>
        </p>
      )}
      {!quality && !isFailed && <p className="empty">{say.loading}</p>}
      {quality && (
        <div className="quality__body">
          <ul className="quality__figures" data-testid="quality-figures">
            {QUALITY_FIGURES.map((figure) => (
              <Figure
                key={figure}
                figure={figure}
                value={figureOf(figure, quality, stale.length, shelved)}
                from={countedFrom(figure, quality, standing, say, language)}
                isChosen={figure === chosen}
                onChoose={() => (figure === 'shelved' ? onShow('shelved') : setChosen(figure))}
              />
            ))}
          </ul>
          <section className="quality__list" aria-label={say.figure[chosen]} data-testid="quality-list">
            <h3>
              {say.figure[chosen]} <span className="figure__hint">{say.hint[chosen]}</span>
            </h3>
            <p className="alarm-note" data-testid="figure-means">
              {say.means[chosen]}
            </p>
            <FigureList figure={chosen} quality={quality} stale={stale} />
          </section>
        </div>
      )}
    </div>
  );
}

/** Fewer alarms have no worst sources. */
const ENOUGH = 100;

interface Value {
  readonly shown: string;
  readonly value: number;
  readonly target: AlarmTarget | null;
  readonly isShare: boolean;
}

function figureOf(figure: QualityFigure, quality: AlarmQuality, stale: number, shelved: number): Value {
  const number = (value: number, target: AlarmTarget | null): Value => ({
    ...{ shown: rounded(value), value, target },
    isShare: false,
  });
  const share = (value: number, target: AlarmTarget | null): Value => ({
    shown: percent(value),
    value,
    target,
    isShare: true,
  });
  switch (figure) {
    case 'perHour':
      return number(quality.perHour.average, ALARM_TARGETS.perHour);
    case 'perTenMinutes':
      return number(quality.perTenMinutes.average, ALARM_TARGETS.perTenMinutes);
    case 'peakTenMinutes':
      return number(quality.perTenMinutes.peak, ALARM_TARGETS.peakTenMinutes);
    case 'floodShare':
      return share(quality.floodShare, ALARM_TARGETS.floodShare);
    case 'badActorShare':
      // Of a handful everybody is among the ten worst: that says nothing.
      return share(quality.badActorShare, quality.announced < ENOUGH ? null : ALARM_TARGETS.badActorShare);
    case 'chattering':
      return number(quality.chattering.length, ALARM_TARGETS.chattering);
    case 'standing':
      return number(quality.standing.length, ALARM_TARGETS.standing);
    case 'stale':
      return number(stale, null);
    case 'levels': {
      const { levels } = quality;
      return {
        shown: [levels[1], levels[2], levels[3], levels[4]].join(' / '),
        value: 0,
        target: null,
        isShare: false,
      };
    }
    case 'shelved':
      return number(shelved, null);
  }
}

/** `0` only where there is none. */
function rounded(value: number): string {
  if (value > 0 && value < 0.05) return '<0.1';
  return value < 10 && value % 1 !== 0 ? value.toFixed(1) : String(Math.round(value));
}

function Figure({
  figure,
  value: { shown, value, target, isShare },
  from,
  isChosen,
  onChoose,
}: {
  readonly figure: QualityFigure;
  readonly value: Value;
  readonly from: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}) {
  const say = useText().alarms;
  const standing = target && standingTo(target, value);
  const told = (one: number) => (isShare ? percent(one) : String(one));
  const range =
    target &&
    (target.good === target.most ? say.rangeOne(told(target.most)) : say.range(told(target.good), told(target.most)));
  return (
    <li>
      <FigureButton
        name={say.figure[figure]}
        value={shown}
        standing={standing && say.standing[standing]}
        tone={standing}
        from={from}
        hint={range}
        isChosen={isChosen}
        onChoose={onChoose}
        testId={`figure-${figure}`}
      />
    </li>
  );
}

function openCount(incidents: Iterable<IncidentState>): number {
  let count = 0;
  for (const { closedAt } of incidents) if (closedAt === null) count += 1;
  return count;
}

/** Open, and nothing has happened to them for a day; the longest first. */
function staleIncidents(incidents: Iterable<IncidentState>, now: number): readonly IncidentState[] {
  return [...incidents]
    .filter(({ closedAt, timeline }) => closedAt === null && now - (timeline.at(-1)?.at ?? now) > DAY)
    .sort((one, other) => (one.timeline.at(-1)?.at ?? 0) - (other.timeline.at(-1)?.at ?? 0));
}

/** Asked once for a span, and again by hand: a figure of a day does not run. */
function useQuality(spanMs: number) {
  const { client } = useCommands();
  const [asked, setAsked] = useState(0);
  const [answer, setAnswer] = useState<{ key: string; quality: AlarmQuality | null } | null>(null);
  const key = `${spanMs} ${asked}`;
  useEffect(() => {
    let isGone = false;
    const toAt = client.now();
    void new ReplayApi(client).alarmQuality({ fromAt: toAt - spanMs, toAt }).then((told) => {
      if (!isGone) setAnswer({ key, quality: told.ok ? told.value : null });
    });
    return () => {
      isGone = true;
    };
  }, [client, spanMs, key]);
  const known = answer?.key === key ? answer : null;
  return {
    quality: known?.quality ?? null,
    isFailed: known !== null && known.quality === null,
    again: () => setAsked((count) => count + 1),
  };
}
