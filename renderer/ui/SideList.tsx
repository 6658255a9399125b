import type { ComponentProps, ReactNode, Ref } from 'react';
import './sideList.css';

/** Rows to choose from, and what was chosen beside them. Another `paneKey` is another thing: its fields start afresh. */
export function SideList({
  label,
  rows,
  paneKey,
  children,
}: {
  readonly label: string;
  readonly rows: ReactNode;
  readonly paneKey: string;
  readonly children: ReactNode;
}) {
  return (
    <div className="side-list">
      <nav className="side-list__nav" aria-label={label}>
        {rows}
      </nav>
      <div className="side-list__pane section-pane" key={paneKey}>
        {children}
      </div>
    </div>
  );
}

/** The rows themselves; `ref`: of whoever walks them with keys. */
export function SideRows({ ref, children }: { readonly ref?: Ref<HTMLUListElement>; readonly children: ReactNode }) {
  return (
    <ul className="side-rows" ref={ref}>
      {children}
    </ul>
  );
}

export interface SideRowProps extends Omit<ComponentProps<'button'>, 'type' | 'aria-current'> {
  readonly isChosen: boolean;
}

/** One row; `className` lays out what stands in it. */
export function SideRow({ isChosen, className = '', ...rest }: SideRowProps) {
  return <button {...rest} type="button" className={`side-row ${className}`} aria-current={isChosen} />;
}
