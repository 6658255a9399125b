import { useLive, useText, useView } from '../desk.tsx';
import { AlarmsSection } from './AlarmsSection.tsx';
import { ClockBars } from './ClockBars.tsx';
import { CorroborationSection } from './CorroborationSection.tsx';
import { DispatchesSection } from './DispatchesSection.tsx';
import { EvidenceSection } from './EvidenceSection.tsx';
import { IncidentHeader } from './IncidentHeader.tsx';
import { LifeSection } from './LifeSection.tsx';
import { LinkageSection } from './LinkageSection.tsx';
import { NoteField } from './NoteField.tsx';
import { RecommendedSection } from './RecommendedSection.tsx';
import { StateAnnouncer } from './StateAnnouncer.tsx';
import { StepsSection } from './StepsSection.tsx';
import { TimelineSection } from './TimelineSection.tsx';
import './incident.css';

/** Everything about the incident being worked on, what to do next on top. */
export function IncidentPanel() {
  const text = useText().incident;
  const incidentId = useView((view) => view.incidentId);
  const incident = useLive(({ live }) => (incidentId === null ? undefined : live.world.incidents.get(incidentId)));
  const hasOpen = useLive(({ live }) => [...live.world.incidents.values()].some(({ closedAt }) => closedAt === null));
  if (!incident) {
    const isCalm = incidentId === null && !hasOpen;
    return (
      <section className="incident incident--empty" aria-label={text.panel}>
        <p className="incident__nothing">{isCalm ? text.calm : incidentId === null ? text.nothingOpen : text.gone}</p>
        <p className="empty">{isCalm ? text.calmHint : text.nothingOpenHint}</p>
      </section>
    );
  }
  // Until somebody is sent, whom to send comes first.
  const isServed = !['received', 'accepted'].includes(incident.phase);
  return (
    <section className="incident" aria-label={text.panel} data-testid="incident-panel" key={incident.id}>
      <IncidentHeader incident={incident} />
      <StateAnnouncer incident={incident} />
      <ClockBars incident={incident} />
      <div className="incident__scroll">
        <DispatchesSection incident={incident} />
        {incident.linkage.length > 0 && <LinkageSection incident={incident} />}
        {isServed && <LifeSection incident={incident} />}
        {incident.closedAt === null && <RecommendedSection incident={incident} />}
        {!isServed && <LifeSection incident={incident} />}
        {incident.linkage.length === 0 && <LinkageSection incident={incident} />}
        <CorroborationSection incident={incident} />
        <EvidenceSection incident={incident} />
        <StepsSection incident={incident} />
        <AlarmsSection incident={incident} />
        <TimelineSection incident={incident} />
      </div>
      {incident.closedAt === null && <NoteField />}
    </section>
  );
}
