import { followable } from '../../live/replay/steps.ts';
import type { Selection } from '../../live/selection.ts';
import { isShallowEqual, useFollow } from '../../ui/useFollow.ts';
import { useReplay, useReplaySession, useText } from '../desk.tsx';

/** Whom the camera keeps in sight: an incident that is open by then, those sent to it, or any other unit of the station. */
export function FollowField() {
  const replay = useReplaySession();
  const text = useText().replay;
  const follow = useReplay((state) => state.follow);
  const overview = useReplay((state) => state.overview);
  const followedId = follow?.kind === 'incident' ? follow.id : null;
  const incidents = useFollow(
    replay.source.changes,
    () => followable(overview?.incidents ?? [], replay.at, followedId),
    isShallowEqual,
  );
  const units = useFollow(replay.source.changes, () => namesOf(replay.source.live.world.units.values()));
  return (
    <label className="replay-bar__field">
      <span>{text.follow}</span>
      <select
        className="input replay-bar__follow"
        value={follow ? keyOf(follow) : ''}
        onChange={(event) => replay.follow(selectionOf(event.target.value))}
        data-testid="replay-follow"
      >
        <option value="">{text.followNone}</option>
        {incidents.map(({ id, number }) => (
          <option key={id} value={keyOf({ kind: 'incident', id })}>
            {text.followIncident(number)}
          </option>
        ))}
        {units.split('\n').map((line) => {
          const [id = '', name = ''] = line.split('\t');
          return (
            id !== '' && (
              <option key={id} value={keyOf({ kind: 'unit', id })}>
                {text.followUnit(name)}
              </option>
            )
          );
        })}
      </select>
    </label>
  );
}

/** A list is read more easily than thousands of rows; others are followed by selecting them on the map. */
const MOST_UNITS = 300;

function namesOf(
  units: Iterable<{ readonly id: string; readonly name: string; readonly engagement: unknown }>,
): string {
  const all = [...units].sort((left, right) => Number(left.engagement === null) - Number(right.engagement === null));
  return all
    .slice(0, MOST_UNITS)
    .map(({ id, name }) => `${id}\t${name}`)
    .join('\n');
}

const keyOf = ({ kind, id }: Selection) => `${kind}:${id}`;

function selectionOf(key: string): Selection | null {
  const [kind, ...id] = key.split(':');
  return kind === 'unit' || kind === 'incident' ? { kind, id: id.join(':') } : null;
}
