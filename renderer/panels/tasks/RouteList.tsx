import { byForgotten } from '#shared/domain/route.ts';
import { isTaskEnded } from '#shared/domain/task.ts';
import { formatAgo, formatDistance } from '#shared/text/time.ts';
import { showTrail } from '../../commands/taskCommands.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { useListKeys } from '../../ui/useListKeys.ts';
import { useCommands, useLanguage, useLive, useNow, useText } from '../desk.tsx';

/** The longest forgotten first, as the rule for idle units has it. */
export function RouteList({ onEdit }: { readonly onEdit: (routeId: string) => void }) {
  const context = useCommands();
  const text = useText();
  const say = text.tasks;
  const language = useLanguage();
  const now = useNow();
  const keys = useListKeys('button');
  const routes = useLive(({ live }) => [...live.world.field.routes.values()].sort(byForgotten), isShallowEqual);
  const walked = useLive(
    ({ live }) =>
      new Set([...live.world.field.tasks.values()].filter((task) => !isTaskEnded(task)).map((task) => task.routeId)),
    (left, right) => left.size === right.size && [...left].every((id) => right.has(id)),
  );
  if (routes.length === 0) return <p className="tasks-empty">{say.route.none}</p>;
  return (
    <ul className="route-list" ref={keys} data-testid="route-rows">
      {routes.map((route) => (
        <li key={route.id} className="route-row">
          <span className="task-row__main">
            <strong className="ellipsis">{route.name}</strong>
            <span className="task-row__faint">
              {say.route.facts(route.points.length, formatDistance(route.lengthM, language))} ·{' '}
              {say.orderOf[route.order]}
            </span>
          </span>
          <span className="task-row__faint">
            {route.patrolledAt === null
              ? say.route.neverWalked
              : say.route.walked(formatAgo(now - route.patrolledAt, language))}
          </span>
          {walked.has(route.id) && <Badge tone="info">{say.route.walking}</Badge>}
          <Button
            onClick={() =>
              showTrail(context, {
                line: route.line,
                points: route.points.map((point) => ({ ...point, isDone: false })),
              })
            }
          >
            {say.showOnMap}
          </Button>
          <Button onClick={() => onEdit(route.id)} data-testid={`route-edit-${route.id}`}>
            {say.route.edit}
          </Button>
        </li>
      ))}
    </ul>
  );
}
