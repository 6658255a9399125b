/** The forms that judge: is it real, what is it, is it settled, how well was it done. */
import { useState } from 'react';
import {
  INCIDENT_KIND_CATALOG,
  INCIDENT_KINDS,
  INCIDENT_LEVELS,
  type IncidentKind,
  type IncidentLevel,
} from '#shared/catalog/incidentKinds.ts';
import type { IncidentState } from '#shared/domain/incident.ts';
import {
  CHECK_RESULTS,
  type Check,
  EVALUATION_GRADES,
  type EvaluationGrade,
  VERDICTS,
  VERIFY_MEANS,
  type VerdictOnIncident,
  type VerifyMeans,
} from '#shared/domain/incidentLife.ts';
import { pick } from '#shared/text/language.ts';
import { ChoiceField } from '../../../ui/form/ChoiceField.tsx';
import { TextAreaField } from '../../../ui/form/TextAreaField.tsx';
import { useLanguage, useText } from '../../desk.tsx';
import { LifeForm, WhyField } from './LifeForm.tsx';

export function VerifyForm({ incident }: { readonly incident: IncidentState }) {
  const text = useText();
  const [verdict, setVerdict] = useState<VerdictOnIncident | null>(null);
  const [means, setMeans] = useState<VerifyMeans>('video');
  const [note, setNote] = useState('');
  return (
    <LifeForm
      incident={incident}
      action="verify"
      body={verdict && { verdict, means, note: note.trim() }}
      options={VERDICTS}
      onChoose={setVerdict}
    >
      <ChoiceField
        isNumbered
        label={text.life.verdict}
        options={VERDICTS.map((value) => ({ value, name: text.words.verdict[value], testId: `verdict-${value}` }))}
        chosen={verdict}
        onChoose={setVerdict}
      />
      <ChoiceField
        label={text.life.means}
        options={VERIFY_MEANS.map((value) => ({ value, name: text.words.means[value] }))}
        chosen={means}
        onChoose={setMeans}
      />
      <TextAreaField label={text.life.note} value={note} maxLength={2_000} onChange={setNote} />
    </LifeForm>
  );
}

export function ClassifyForm({ incident }: { readonly incident: IncidentState }) {
  const text = useText();
  const language = useLanguage();
  const [kind, setKind] = useState<IncidentKind>(incident.kind);
  const [level, setLevel] = useState<IncidentLevel>(incident.level);
  const [reason, setReason] = useState('');
  const choose = (chosen: IncidentKind) => {
    setKind(chosen);
    setLevel(chosen === incident.kind ? incident.level : INCIDENT_KIND_CATALOG[chosen].level);
  };
  const isChanged = kind !== incident.kind || level !== incident.level;
  return (
    <LifeForm
      incident={incident}
      action="classify"
      isWide
      body={isChanged && reason.trim() ? { kind, level, reason: reason.trim() } : null}
      hint={text.life.ticksStay}
    >
      <ChoiceField
        label={text.life.kind}
        options={INCIDENT_KINDS.map((value) => ({ value, name: pick(INCIDENT_KIND_CATALOG[value], language) }))}
        chosen={kind}
        onChoose={choose}
      />
      <ChoiceField
        label={text.life.level}
        options={INCIDENT_LEVELS.map((value) => ({ value, name: text.words.level[value] }))}
        chosen={level}
        onChoose={setLevel}
      />
      <WhyField value={reason} onChange={setReason} isFirst />
    </LifeForm>
  );
}

export function CheckForm({ incident }: { readonly incident: IncidentState }) {
  const text = useText();
  const [result, setResult] = useState<Check['result'] | null>(null);
  const [means, setMeans] = useState<VerifyMeans>('phone');
  const [said, setSaid] = useState('');
  const isReady = result === 'passed' || (result === 'failed' && said.trim() !== '');
  return (
    <LifeForm
      incident={incident}
      action="check"
      body={isReady ? { result, means, text: said.trim() } : null}
      options={CHECK_RESULTS}
      onChoose={setResult}
    >
      <ChoiceField
        isNumbered
        label={text.life.result}
        options={CHECK_RESULTS.map((value) => ({
          value,
          name: text.words.checkResult[value],
          testId: `check-${value}`,
        }))}
        chosen={result}
        onChoose={setResult}
      />
      <ChoiceField
        label={text.life.means}
        options={VERIFY_MEANS.map((value) => ({ value, name: text.words.means[value] }))}
        chosen={means}
        onChoose={setMeans}
      />
      <TextAreaField
        label={result === 'failed' ? text.life.reason : text.life.note}
        value={said}
        maxLength={2_000}
        onChange={setSaid}
        data-testid="life-reason"
      />
    </LifeForm>
  );
}

export function EvaluateForm({ incident }: { readonly incident: IncidentState }) {
  const text = useText();
  const [result, setResult] = useState<EvaluationGrade | null>(incident.evaluation?.result ?? null);
  const [response, setResponse] = useState<EvaluationGrade | null>(incident.evaluation?.response ?? null);
  const [note, setNote] = useState(incident.evaluation?.note ?? '');
  const grades = EVALUATION_GRADES.map((value) => ({ value, name: text.words.grade[value], testId: `grade-${value}` }));
  return (
    <LifeForm
      incident={incident}
      action="evaluate"
      body={result && response && { result, response, note: note.trim() }}
      options={EVALUATION_GRADES}
      onChoose={(grade) => (result === null ? setResult(grade) : setResponse(grade))}
    >
      <ChoiceField isNumbered label={text.life.result} options={grades} chosen={result} onChoose={setResult} />
      <ChoiceField
        label={text.life.response}
        options={EVALUATION_GRADES.map((value) => ({
          value,
          name: text.words.grade[value],
          testId: `response-${value}`,
        }))}
        chosen={response}
        onChoose={setResponse}
      />
      <TextAreaField label={text.life.note} value={note} maxLength={2_000} onChange={setNote} />
    </LifeForm>
  );
}
