import { type ReactNode, useId } from 'react';
import './sheet.css';

export function Section({
  title,
  aside,
  children,
  className = '',
}: {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
}) {
  const id = useId();
  return (
    <section className={`section ${className}`} aria-labelledby={id}>
      <header className="section__head">
        <h3 className="section__title" id={id}>
          {title}
        </h3>
        {aside && <div className="section__aside">{aside}</div>}
      </header>
      <div className="section__body">{children}</div>
    </section>
  );
}
