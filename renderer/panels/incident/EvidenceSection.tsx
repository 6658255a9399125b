import type { IncidentState } from '#shared/domain/incident.ts';
import { evidenceOf } from '../../live/corroboration.ts';
import { Section } from '../../ui/Section.tsx';
import { useLive, useText } from '../desk.tsx';
import { EvidenceList } from '../EvidenceList.tsx';

/** Photos and voice notes of this incident, whoever sent them. Not there while there are none. */
export function EvidenceSection({ incident }: { readonly incident: IncidentState }) {
  const say = useText().corroboration;
  const evidence = useLive(
    ({ live }) => evidenceOf(live.world, incident),
    (one, other) =>
      one.length === other.length &&
      one.every(
        ({ hash, isOfPublic }, index) => hash === other[index]?.hash && isOfPublic === other[index]?.isOfPublic,
      ),
  );
  if (evidence.length === 0) return null;
  return (
    <Section title={say.evidence} aside={say.files(evidence.length)}>
      <EvidenceList evidence={evidence} />
    </Section>
  );
}
