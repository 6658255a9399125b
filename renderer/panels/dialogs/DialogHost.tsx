import './dialogs.css';
import { useView } from '../desk.tsx';
import { CloseDialog } from './CloseDialog.tsx';
import { LifeDialog } from './life/LifeDialog.tsx';
import { MaintenanceDialog } from './MaintenanceDialog.tsx';
import { OpenIncidentDialog } from './OpenIncidentDialog.tsx';
import { ReasonDialog } from './ReasonDialog.tsx';
import { RetireDialog } from './RetireDialog.tsx';
import { ShelveDialog } from './ShelveDialog.tsx';

/** The dialogs about incidents and devices; the command bar and the shortcut sheet are panels of their own. */
export function DialogHost() {
  const dialog = useView((view) => view.dialog);
  switch (dialog?.kind) {
    case 'close':
      return <CloseDialog incidentId={dialog.incidentId} />;
    case 'reason':
      return <ReasonDialog {...dialog} />;
    case 'openIncident':
      return <OpenIncidentDialog alarmId={dialog.alarmId} draft={dialog.draft} reportId={dialog.reportId ?? null} />;
    case 'life':
      return <LifeDialog action={dialog.action} incidentId={dialog.incidentId} />;
    case 'maintenance':
      return <MaintenanceDialog deviceIds={dialog.deviceIds} />;
    case 'shelve':
      return <ShelveDialog deviceId={dialog.deviceId} />;
    case 'retire':
      return <RetireDialog deviceId={dialog.deviceId} />;
    default:
      return null;
  }
}
