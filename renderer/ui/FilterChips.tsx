import { Chip } from './Chip.tsx';

/** One filter of a list. `isLoud`: its count is a matter of concern. */
export interface FilterChip<Id extends string> {
  readonly id: Id;
  readonly name: string;
  readonly count?: number;
  readonly isLoud?: boolean;
  readonly testId?: string;
}

/** Which part of a list is shown: each a button that stays pressed, with how many it would show. */
export function FilterChips<Id extends string>({
  label,
  chips,
  chosen,
  onChoose,
}: {
  readonly label: string;
  readonly chips: readonly FilterChip<Id>[];
  /** The one that is taken, or all that are. */
  readonly chosen: Id | readonly Id[] | null;
  readonly onChoose: (id: Id) => void;
}) {
  const isOn = (id: Id) => (Array.isArray(chosen) ? chosen.includes(id) : id === chosen);
  return (
    <div className="chips" role="toolbar" aria-label={label}>
      {chips.map(({ id, name, count, isLoud = false, testId }) => (
        <Chip
          key={id}
          count={count}
          isLoud={isLoud}
          aria-pressed={isOn(id)}
          onClick={() => onChoose(id)}
          data-testid={testId}
        >
          {name}
        </Chip>
      ))}
    </div>
  );
}
