import type { IncidentReporter } from '#shared/domain/incidentLife.ts';
import type { PersonField } from '#shared/domain/person.ts';
import type { ReportChannel } from '#shared/domain/publicReport.ts';
import { maySend } from '../../commands/context.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands, useLive, useText } from '../desk.tsx';

/** Who reported, masked; the whole of it for a reason, by the one dialog there is for that. */
export function ReporterLine({
  reporter,
  channel,
}: {
  readonly reporter: IncidentReporter | null;
  readonly channel: ReportChannel;
}) {
  const context = useCommands();
  const say = useText().reports;
  const may = useLive(() => maySend(context, 'person.reveal'));
  const told = [reporter?.name, reporter?.phone].filter((value) => typeof value === 'string');
  const name = told.length > 0 ? told.join(' ') : channel === 'wechat' ? say.wechatUser : say.anonymous;
  const fields: PersonField[] = [
    ...(reporter?.name ? (['name'] as const) : []),
    ...(reporter?.phone ? (['phone'] as const) : []),
    ...(channel === 'wechat' ? (['openid'] as const) : []),
  ];
  const ref = reporter?.ref ?? null;
  return (
    <p className="public-report__faint">
      {say.reporter(name)}
      {ref !== null && fields.length > 0 && may && (
        <Button
          onClick={() => context.view.change({ dialog: { kind: 'reveal', ref, fields } })}
          data-testid="reveal-public-reporter"
        >
          {say.reveal}
        </Button>
      )}
    </p>
  );
}
