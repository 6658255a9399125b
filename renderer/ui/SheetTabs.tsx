import './sheetTabs.css';

/** One tab of a sheet's heading. */
export interface SheetTab<Id extends string> {
  readonly id: Id;
  readonly name: string;
  /** What waits there; none is shown for 0. */
  readonly count?: number;
}

/** The parts of a sheet, in its heading. `chosen` null: something stands in front of all of them. */
export function SheetTabs<Id extends string>({
  label,
  tabs,
  chosen,
  onChoose,
  testIdPrefix,
  countTone = 'bad',
}: {
  readonly label: string;
  readonly tabs: readonly SheetTab<Id>[];
  readonly chosen: Id | null;
  readonly onChoose: (id: Id) => void;
  /** A tab's test id is this and its own id. */
  readonly testIdPrefix: string;
  /** `warn` where what is counted is quiet, not urgent. */
  readonly countTone?: 'bad' | 'warn';
}) {
  return (
    <div role="tablist" aria-label={label} className="sheet-tabs">
      {tabs.map(({ id, name, count = 0 }) => (
        <button
          key={id}
          type="button"
          role="tab"
          className="sheet-tabs__tab"
          aria-selected={id === chosen}
          onClick={() => onChoose(id)}
          data-testid={`${testIdPrefix}${id}`}
        >
          {name}
          {count > 0 && <span className={`sheet-tabs__count sheet-tabs__count--${countTone}`}>{count}</span>}
        </button>
      ))}
    </div>
  );
}
