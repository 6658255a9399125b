import { useState } from 'react';
import { formatAgo, formatSpan } from '#shared/text/time.ts';
import type { Theme } from '../link/phoneState.ts';
import { shownShift } from '../outbox/shown.ts';
import { useNow, usePhone, usePhoneState, useReachText, useText } from '../phoneContext.ts';
import { HoldButton } from '../ui/HoldButton.tsx';
import { Sheet } from '../ui/Sheet.tsx';

const THEMES: readonly Theme[] = ['auto', 'day', 'night'];

/** On every screen: who one is, whether anybody hears it, what waits, and help. */
export function TopStrip({ onOutbox }: { readonly onOutbox: () => void }) {
  const { phone, ring } = usePhone();
  const state = usePhoneState();
  const text = useText();
  const reach = useReachText();
  const now = useNow();
  const [isMenuOpen, setMenuOpen] = useState(false);
  const isOnShift = shownShift(state.isOnShift, state.outbox);
  const refused = state.outbox.filter((item) => item.state === 'refused').length;
  const waiting = state.outbox.filter((item) => item.state === 'waiting');
  const sos = waiting.find(({ deed }) => deed.kind === 'sos');
  const isOnline = state.connection === 'online';
  const call = () => {
    ring.tick();
    phone.callForHelp(text.sos.text);
  };
  // The alarm stands until the desk has seen to it: words of whoever holds the phone undo nothing.
  const takeBack = () => {
    if (state.session) {
      phone.command('message.send', { unitIds: [state.session.unitId], text: reach.mistakeWords });
    }
    phone.change({ sosTakenAt: null });
  };
  return (
    <header className="strip">
      <div className="strip__row">
        <button type="button" className="strip__who" onClick={() => setMenuOpen(true)} data-testid="menu">
          <strong className="ellipsis">{state.session?.unitName}</strong>
          <span className={isOnShift ? 'tag tag--good' : 'tag'}>{isOnShift ? text.shift.on : text.shift.off}</span>
          {state.session?.station.realm === 'drill' && <span className="tag tag--drill">{text.drill}</span>}
        </button>
        <HoldButton label={text.sos.label} hint={text.sos.hold} onHeld={call} />
      </div>
      <button type="button" className="strip__line" onClick={onOutbox} data-testid="outbox-open">
        <span
          className={isOnline ? 'dot dot--good' : 'dot dot--bad'}
          data-testid="connection"
          data-state={state.connection}
        >
          {isOnline
            ? text.connection.online
            : text.connection[state.connection === 'connecting' ? 'connecting' : 'offline']}
        </span>
        {!isOnline && state.lastHeardAt !== null && (
          <span>{text.connection.lastHeard(formatAgo(Date.now() - state.lastHeardAt, state.language))}</span>
        )}
        <span className="strip__queue" data-testid="outbox-count" data-waiting={waiting.length} data-refused={refused}>
          {waiting.length > 0 &&
            `${text.outbox.waiting(waiting.length)} · ${text.outbox.since(formatSpan(now - waiting[0]!.madeAt, state.language))}`}
          {refused > 0 && <b className="bad"> {text.outbox.refused(refused)}</b>}
        </span>
      </button>
      {(sos || state.sosTakenAt !== null) && (
        <p className={sos ? 'notice notice--bad' : 'notice notice--good'} role="status" data-testid="sos-state">
          {sos ? text.sos.waiting : text.sos.sent}
          {!sos && (
            <span className="notice__act">
              <button type="button" onClick={takeBack} data-testid="sos-mistake">
                {reach.mistake}
              </button>
              <button type="button" onClick={() => phone.change({ sosTakenAt: null })}>
                {text.outbox.dismiss}
              </button>
            </span>
          )}
        </p>
      )}
      {isMenuOpen && (
        <Sheet title={state.session?.unitName ?? ''} onClose={() => setMenuOpen(false)}>
          <p className="hint">{state.session?.station.name}</p>
          <div className="chips">
            {THEMES.map((theme) => (
              <button
                key={theme}
                type="button"
                className="big"
                aria-pressed={state.theme === theme}
                onClick={() => phone.setTheme(theme)}
              >
                {text.theme[theme]}
              </button>
            ))}
            <button
              type="button"
              className="big"
              onClick={() => phone.setLanguage(state.language === 'en' ? 'zh-CN' : 'en')}
              data-testid="language"
            >
              {text.other}
            </button>
          </div>
          <label className="check">
            <input
              type="checkbox"
              checked={state.keepsLit}
              onChange={({ target }) => phone.setKeepsLit(target.checked)}
              data-testid="keep-lit"
            />
            {reach.keepLit}
          </label>
          <button type="button" className="big" onClick={() => void ring.tryOut()} data-testid="try-ring">
            {reach.tryOut}
          </button>
          <p className="hint">{reach.volume}</p>
          <p className="hint">{text.sos.hold}</p>
        </Sheet>
      )}
    </header>
  );
}
