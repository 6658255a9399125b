import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { callsText } from '#shared/text/calls.ts';
import type { Phone } from './link/phone.ts';
import { MapTiles } from './map/tiles.ts';
import { isOffered, isUnanswered, shownLinkages, shownOrder, shownTasks } from './outbox/shown.ts';
import { PhoneContext, usePhone, usePhoneState, useText } from './phoneContext.ts';
import { Ring } from './ring/ring.ts';
import { useNotices } from './ring/useNotices.ts';
import { CallLayer, isCallRinging } from './screens/CallLayer.tsx';
import { DutyScreen } from './screens/DutyScreen.tsx';
import { LinkageCard } from './screens/LinkageCard.tsx';
import { MessagesScreen, unreadCount } from './screens/MessagesScreen.tsx';
import { OutboxSheet } from './screens/OutboxSheet.tsx';
import { ReportScreen } from './screens/ReportScreen.tsx';
import { RevokedScreen } from './screens/RevokedScreen.tsx';
import { RingOverlay } from './screens/RingOverlay.tsx';
import { SignIn } from './screens/SignIn.tsx';
import { TasksScreen } from './screens/TasksScreen.tsx';
import { TopStrip } from './screens/TopStrip.tsx';
import { BellOffIcon, FlagIcon, LetterIcon, PenIcon, TaskIcon } from './ui/icons.tsx';

const TABS = ['duty', 'tasks', 'report', 'messages'] as const;
type Tab = (typeof TABS)[number];
const ICONS: Record<Tab, () => ReactNode> = { duty: FlagIcon, tasks: TaskIcon, report: PenIcon, messages: LetterIcon };

export function App({ phone }: { readonly phone: Phone }) {
  const ring = useMemo(() => new Ring((isSoundReady) => phone.change({ isSoundReady })), [phone]);
  const [token, setToken] = useState(phone.state.session?.token);
  useEffect(() => phone.subscribe(() => setToken(phone.state.session?.token)), [phone]);
  const tiles = useMemo(() => (token === undefined ? null : new MapTiles(phone.disk, token)), [phone, token]);
  return (
    <PhoneContext value={{ phone, ring, tiles }}>
      <Page />
    </PhoneContext>
  );
}

function Page() {
  const { phone, ring } = usePhone();
  const state = usePhoneState();
  const text = useText();
  const [tab, setTab] = useState<Tab>('duty');
  const [isOutboxOpen, setOutboxOpen] = useState(false);
  const shown = shownOrder(state.order, state.outbox);
  const isOrdered = shown?.order.state === 'notified';
  const linkages = shownLinkages(state.linkages, state.outbox);
  const isCalled = isCallRinging(state.call);
  const isRinging = isOrdered || isCalled || linkages.some(isUnanswered);
  const unread = unreadCount(state.messages);
  const tasks = shownTasks(state.tasks, state.outbox);
  useNotices({ isRinging, unread, offered: tasks.filter(isOffered).length });
  useEffect(() => {
    document.documentElement.lang = state.language;
    document.documentElement.dataset.theme = state.theme;
  }, [state.language, state.theme]);
  useEffect(() => {
    // Any touch will do: after a reload nobody should have to look for the switch.
    const unlock = () => void ring.unlock();
    window.addEventListener('pointerdown', unlock, { once: true });
    return () => window.removeEventListener('pointerdown', unlock);
  }, [ring]);
  useEffect(() => {
    if (isRinging) ring.start();
    else ring.stop();
    document.title = isRinging ? `● ${isCalled ? callsText[state.language].call : text.order.ringing}` : text.name;
  }, [isRinging, isCalled, ring, text, state.language]);
  if (state.isRevoked) return <RevokedScreen />;
  if (!state.session) return <SignIn />;
  return (
    <div className="page">
      <TopStrip onOutbox={() => setOutboxOpen(true)} />
      {state.connection === 'outdated' && (
        <div className="notice notice--bad" role="alert">
          <span>{text.outdated.title}</span>
          <button type="button" onClick={() => location.reload()}>
            {text.outdated.reload}
          </button>
        </div>
      )}
      {!state.isSoundReady && (
        <button type="button" className="notice notice--warn" onClick={() => void ring.unlock()} data-testid="unlock">
          <span className="notice__words">
            <BellOffIcon /> {text.sound.off}
          </span>
          <strong>{text.sound.unlock}</strong>
        </button>
      )}
      <main className="page__main">
        {linkages
          .filter((linkage) => tab === 'duty' || isUnanswered(linkage))
          .map((linkage) => (
            <LinkageCard key={`${linkage.incidentId} ${linkage.groupId}`} linkage={linkage} />
          ))}
        {tab === 'duty' && <DutyScreen />}
        {tab === 'tasks' && <TasksScreen />}
        {tab === 'report' && <ReportScreen />}
        {tab === 'messages' && <MessagesScreen />}
      </main>
      <nav className="tabs">
        {TABS.map((one) => {
          const count = one === 'messages' ? unread : one === 'tasks' ? tasks.length : 0;
          return (
            <button
              key={one}
              type="button"
              aria-current={tab === one ? 'page' : undefined}
              onClick={() => setTab(one)}
              data-testid={`tab-${one}`}
            >
              {ICONS[one]()}
              {text.tabs[one]}
              {count > 0 && <b className={one === 'messages' ? 'count count--hot' : 'count'}>{count}</b>}
            </button>
          );
        })}
      </nav>
      <CallLayer />
      {/* An order that rings goes before a call that does, and over one that goes on. */}
      {isOrdered && shown && (
        <RingOverlay order={shown.order} onMove={(move, reason) => phone.move(shown.order, move, reason)} />
      )}
      {isOutboxOpen && <OutboxSheet onClose={() => setOutboxOpen(false)} />}
    </div>
  );
}
