import { useState } from 'react';
import type { MachineState } from '#shared/domain/machine.ts';
import { formatAgo, formatClockSpan } from '#shared/text/time.ts';
import type { MachineReport } from '#shared/wire/machines.ts';
import { sendCommand } from '../../commands/context.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { useListKeys } from '../../ui/useListKeys.ts';
import { useCommands, useLanguage, useLive, useNow, useText, useView } from '../desk.tsx';

const COLUMNS = ['machine', 'role', 'state', 'address', 'seen'] as const;

/** Joined machines first, then open invitations, then what was revoked lately. */
export function MachineList({
  reports,
  isAdmin,
}: {
  readonly reports: readonly MachineReport[];
  readonly isAdmin: boolean;
}) {
  const say = useText().machines;
  const keys = useListKeys('tr', { findsByLetters: true });
  const machines = useLive(({ live }) => inOrder([...live.world.machines.values()]), isSameList);
  const reportOf = new Map(reports.map((report) => [report.machineId, report]));
  return (
    <section className="machines__list" aria-label={say.list}>
      <h3>{say.list}</h3>
      {machines.length === 0 ? (
        <p className="empty">{say.empty}</p>
      ) : (
        <table data-testid="machine-list">
          <thead>
            <tr>
              {COLUMNS.map((column) => (
                <th key={column} scope="col">
                  {say.column[column]}
                </th>
              ))}
              <th />
            </tr>
          </thead>
          <tbody ref={keys}>
            {machines.map((machine) => (
              <MachineRow key={machine.id} machine={machine} report={reportOf.get(machine.id)} isAdmin={isAdmin} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** As the administrator calls it, with what it calls itself beside; renamed where it stands. */
function MachineName({ machine, isAdmin }: { readonly machine: MachineState; readonly isAdmin: boolean }) {
  const context = useCommands();
  const say = useText().machines;
  const [name, setName] = useState<string | null>(null);
  const waitName = `machine.rename ${machine.id}`;
  const isWaiting = useView(({ pending }) => pending.includes(waitName));
  const rename = async () => {
    const body = { machineId: machine.id, name: (name ?? '').trim() };
    const outcome = await sendCommand(context, 'machine.rename', body, waitName);
    if (outcome.state === 'done') setName(null);
  };
  if (name !== null) {
    const isReady = name.trim() !== '' && name.trim() !== machine.name;
    return (
      <Form className="machines__rename" onSend={() => isReady && void rename()}>
        <input
          className="input"
          value={name}
          maxLength={60}
          aria-label={say.name}
          onChange={({ target }) => setName(target.value)}
          data-testid="rename-name"
        />
        <Button disabled={!isReady} isWaiting={isWaiting} onClick={() => void rename()} data-testid="rename-now">
          {say.renameNow}
        </Button>
        <Button onClick={() => setName(null)}>{say.keepName}</Button>
      </Form>
    );
  }
  return (
    <>
      {machine.name}
      {machine.machineName && <span className="machines__hint"> {machine.machineName}</span>}
      {isAdmin && machine.state !== 'revoked' && (
        <Button look="plain" onClick={() => setName(machine.name)} data-testid={`rename-${machine.id}`}>
          {say.rename}
        </Button>
      )}
    </>
  );
}

interface RowProps {
  readonly machine: MachineState;
  readonly report: MachineReport | undefined;
  readonly isAdmin: boolean;
}

function MachineRow({ machine, report, isAdmin }: RowProps) {
  const say = useText().machines;
  const now = useNow();
  const isOver = machine.state === 'invited' && machine.codeUntilAt < now;
  return (
    <tr data-testid={`machine-${machine.id}`} data-state={machine.state}>
      <td>
        <MachineName machine={machine} isAdmin={isAdmin} />
      </td>
      <td>{say.roleName[machine.role]}</td>
      <td>
        <Badge tone={machine.state === 'joined' ? 'good' : machine.state === 'invited' ? 'info' : 'bad'}>
          {isOver ? say.codeOver : say.state[machine.state]}
        </Badge>
        {machine.state === 'invited' && !isOver && (
          <span className="machines__hint"> {say.codeHolds(formatClockSpan(machine.codeUntilAt - now))}</span>
        )}
      </td>
      <td className="machines__figure">{report?.address ?? machine.address ?? ''}</td>
      <td>
        {machine.revoked ? (
          <span className="machines__hint">{say.revokedBecause(machine.revoked.by, machine.revoked.reason)}</span>
        ) : (
          machine.state === 'joined' && <LastHeard report={report} now={now} />
        )}
      </td>
      <td className="machines__act">{isAdmin && machine.state !== 'revoked' && <Revoke machine={machine} />}</td>
    </tr>
  );
}

function LastHeard({ report, now }: { readonly report: MachineReport | undefined; readonly now: number }) {
  const say = useText().machines;
  const language = useLanguage();
  if (report?.isConnected) return <Badge tone="good">{say.connected}</Badge>;
  if (!report?.lastSeenAt) return <span className="machines__hint">{say.neverHeard}</span>;
  return <span>{formatAgo(now - report.lastSeenAt, language)}</span>;
}

function Revoke({ machine }: { readonly machine: MachineState }) {
  const context = useCommands();
  const say = useText().machines;
  const [reason, setReason] = useState<string | null>(null);
  const isInvited = machine.state === 'invited';
  const revoke = (why: string) =>
    void sendCommand(context, 'machine.revoke', { machineId: machine.id, reason: why }, `machine.revoke ${machine.id}`);
  if (isInvited) {
    return <Button onClick={() => revoke(say.withdrawn)}>{say.withdrawn}</Button>;
  }
  if (reason === null) {
    return (
      <Button onClick={() => setReason('')} data-testid={`revoke-${machine.id}`}>
        {say.revoke}
      </Button>
    );
  }
  return (
    <div className="machines__revoke">
      <input
        className="input"
        value={reason}
        maxLength={300}
        aria-label={say.revokeReason}
        placeholder={say.revokeReason}
        onChange={({ target }) => setReason(target.value)}
        data-testid="revoke-reason"
      />
      <Button
        look="danger"
        disabled={reason.trim() === ''}
        onClick={() => revoke(reason.trim())}
        data-testid="revoke-now"
      >
        {say.revokeNow}
      </Button>
      <Button onClick={() => setReason(null)}>{say.keep}</Button>
    </div>
  );
}

const ORDER = { joined: 0, invited: 1, revoked: 2 } as const;

const inOrder = (machines: readonly MachineState[]) =>
  machines.toSorted(
    (left, right) => ORDER[left.state] - ORDER[right.state] || left.name.localeCompare(right.name, 'zh-CN'),
  );

const isSameList = (left: readonly MachineState[], right: readonly MachineState[]) =>
  left.length === right.length && left.every((machine, index) => machine === right[index]);
