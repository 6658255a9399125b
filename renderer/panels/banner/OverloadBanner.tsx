import { WarningIcon } from '../../ui/icons.tsx';
import { useLanguage, useLive, useText } from '../desk.tsx';
import './banner.css';

/** Says that datagrams are being lost: alarms come late, and somebody should look for what is flooding the wire. */
export function OverloadBanner() {
  const language = useLanguage();
  const names = useLive(({ live }) =>
    (live.pulse?.links ?? [])
      .filter(({ isOverloaded }) => isOverloaded)
      .map(({ id }) => id)
      .join(language === 'en' ? ', ' : '、'),
  );
  const text = useText().connection;
  if (names === '') return null;
  return (
    <div className="banner" role="alert" data-testid="banner-overload">
      <WarningIcon />
      <strong>{text.overloaded(names)}</strong>
      <span>{text.overloadedHint}</span>
    </div>
  );
}
