import type { Selection } from '../../live/selection.ts';
import { useLive, useView } from '../desk.tsx';
import { AlarmCard } from './AlarmCard.tsx';
import { CameraCard } from './CameraCard.tsx';
import { DeviceCard } from './DeviceCard.tsx';
import { EnclosedCard } from './EnclosedCard.tsx';
import { GridCard } from './GridCard.tsx';
import { PlaceCard } from './PlaceCard.tsx';
import { UnitCard } from './UnitCard.tsx';
import './card.css';

/** One that is a device too is looked after as one. */
function CardOfCamera({ id }: { readonly id: string }) {
  const isDevice = useLive(({ live }) => live.world.devices.has(id));
  return isDevice ? <DeviceCard deviceId={id} /> : <CameraCard channelId={id} />;
}

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
      return <DeviceCard deviceId={selection.id} />;
    case 'camera':
      return <CardOfCamera key={selection.id} id={selection.id} />;
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
