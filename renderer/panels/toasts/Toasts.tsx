import { CloseIcon, WarningIcon } from '../../ui/icons.tsx';
import { useCommands, useText, useView } from '../desk.tsx';

/** Commands that were refused or are in doubt: said until they are dismissed. */
export function Toasts() {
  const { view } = useCommands();
  const text = useText().dialogs;
  const notices = useView((state) => state.notices);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {notices.map((notice) => (
        <div key={notice.id} className={`toast toast--${notice.tone}`} data-testid={`toast-${notice.tone}`}>
          <WarningIcon />
          <div className="toast__text">
            <strong>{notice.title}</strong>
            {notice.detail && <p className="toast__detail">{notice.detail}</p>}
          </div>
          <button
            type="button"
            className="button button--plain"
            aria-label={text.dismissNotice}
            onClick={() => view.unsay(notice.id)}
          >
            <CloseIcon />
          </button>
        </div>
      ))}
    </div>
  );
}
