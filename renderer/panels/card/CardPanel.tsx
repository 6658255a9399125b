import type { Selection } from '../../live/selection.ts';
import { useView } from '../desk.tsx';
import { AlarmCard } from './AlarmCard.tsx';
import { DeviceCard } from './DeviceCard.tsx';
import { EnclosedCard } from './EnclosedCard.tsx';
import { GridCard } from './GridCard.tsx';
import { PlaceCard } from './PlaceCard.tsx';
import { UnitCard } from './UnitCard.tsx';
import './card.css';

/** What is selected beside the incident being worked on, which stays in sight below. */
export function CardPanel() {
  const selection = useView((view) => view.beside);
  const enclosesUnits = useView((view) => view.enclosed.length > 0);
  if (!selection) return enclosesUnits ? <EnclosedCard /> : null;
  return <CardOf selection={selection} />;
}

function CardOf({ selection }: { readonly selection: Selection }) {
  switch (selection.kind) {
    case 'unit':
      return <UnitCard unitId={selection.id} />;
    case 'device':
    case 'camera':
      return <DeviceCard deviceId={selection.id} kind={selection.kind} />;
    case 'alarm':
      return <AlarmCard alarmId={selection.id} />;
    case 'grid':
      return <GridCard key={selection.id} code={selection.id} />;
    case 'place':
    case 'building':
      return <PlaceCard kind={selection.kind} id={selection.id} />;
    case 'incident':
      return null;
  }
}
