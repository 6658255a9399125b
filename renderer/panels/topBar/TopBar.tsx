import { useMemo } from 'react';
import { formatDate, formatTime } from '#shared/text/time.ts';
import { topBarText } from '#shared/text/topBar.ts';
import { runCommand } from '../../commands/registry.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands, useLanguage, useLive, useNow, useText } from '../desk.tsx';
import { CountCells } from './CountCells.tsx';
import { DrillBand } from './DrillBand.tsx';
import { DrillRoomCell } from './DrillRoomCell.tsx';
import { HealthCells } from './HealthCells.tsx';
import { PersonCell } from './PersonCell.tsx';
import { ShiftCell } from './ShiftCell.tsx';
import { SoundCell } from './SoundCell.tsx';
import './topBar.css';

/** Who, when, and whether everything that must work does. */
export function TopBar() {
  const context = useCommands();
  const text = useText();
  const language = useLanguage();
  const name = useLive((client) => client.live.station?.name ?? '');
  const realm = useLive((client) => client.live.station?.realm ?? null);
  const isDemo = useLive((client) => client.live.world.district?.isDemo ?? false);
  return (
    <header className="top-bar">
      <DrillBand />
      <div className="top-bar__row">
        <div className="top-bar__name">
          <h1 className="ellipsis">{name}</h1>
          <p className="top-bar__marks">
            {realm && (
              <span className={`realm realm--${realm}`} data-testid="realm-mark">
                {text.topBar.realm[realm]}
              </span>
            )}
            {isDemo && <span className="top-bar__demo">{text.topBar.demo}</span>}
          </p>
        </div>
        <CountCells />
        <HealthCells />
        <SoundCell />
        <DrillRoomCell />
        <PersonCell />
        <ShiftCell />
        <BigClock />
        <Button
          look="plain"
          aria-label={topBarText[language].switchLanguage}
          lang={language === 'en' ? 'zh-CN' : 'en'}
          onClick={() => runCommand(context, 'view.language')}
        >
          {text.topBar.switchLanguage}
        </Button>
      </div>
    </header>
  );
}

function BigClock() {
  const now = useNow();
  const language = useLanguage();
  const text = useText();
  const date = useMemo(() => formatDate(now, language), [now, language]);
  return (
    <div className="top-bar__clock" role="timer" aria-label={text.topBar.clock}>
      <span className="top-bar__time">{formatTime(now)}</span>
      <span className="top-bar__date">{date}</span>
    </div>
  );
}
