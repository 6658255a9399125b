import type { ReactNode } from 'react';
import type { IncidentState } from '#shared/domain/incident.ts';
import type { LifeAction } from '#shared/text/incidentLife.ts';
import { useLive } from '../../desk.tsx';
import { ActionMenu } from './ActionMenu.tsx';
import { CheckForm, ClassifyForm, EvaluateForm, VerifyForm } from './judgeForms.tsx';
import { MergeForm, RelateForm, SplitForm } from './pairForms.tsx';
import { TransferForm } from './TransferForm.tsx';
import { AcceptTransferForm, FeedbackForm, ReopenForm, ReturnTransferForm, UrgeForm } from './wordForms.tsx';
import './life.css';

const FORMS: Readonly<Record<LifeAction | 'menu', (props: { readonly incident: IncidentState }) => ReactNode>> = {
  menu: ActionMenu,
  verify: VerifyForm,
  classify: ClassifyForm,
  feedback: FeedbackForm,
  check: CheckForm,
  urge: UrgeForm,
  transfer: TransferForm,
  acceptTransfer: AcceptTransferForm,
  returnTransfer: ReturnTransferForm,
  merge: MergeForm,
  split: SplitForm,
  relate: RelateForm,
  reopen: ReopenForm,
  evaluate: EvaluateForm,
};

/** The menu of what can be done with an incident, and the form of each. */
export function LifeDialog({
  action,
  incidentId,
}: {
  readonly action: LifeAction | 'menu';
  readonly incidentId: string;
}) {
  const incident = useLive(({ live }) => live.world.incidents.get(incidentId));
  if (!incident) return null;
  const Form = FORMS[action];
  return <Form key={action} incident={incident} />;
}
