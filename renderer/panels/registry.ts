import type { ComponentType } from 'react';
import type { SheetId } from '../commands/deskView.ts';
import { AccountsSheet } from './accounts/AccountsSheet.tsx';
import { AlarmSheet } from './alarmQuality/AlarmSheet.tsx';
import { ConnectionBanner } from './banner/ConnectionBanner.tsx';
import { OverloadBanner } from './banner/OverloadBanner.tsx';
import { BreakIn } from './breakIn/BreakIn.tsx';
import { BroadcastSheet } from './broadcast/BroadcastSheet.tsx';
import { CallPanel } from './call/CallPanel.tsx';
import { CardPanel } from './card/CardPanel.tsx';
import { CommandBar } from './commandBar/CommandBar.tsx';
import { CoverageSheet } from './coverage/CoverageSheet.tsx';
import { DevicesSheet } from './devices/DevicesSheet.tsx';
import { DialogHost } from './dialogs/DialogHost.tsx';
import { DrillRoomDialog } from './drillRoom/DrillRoomDialog.tsx';
import { EvidenceDialog } from './EvidenceDialog.tsx';
import { EscalationBanner } from './escalation/EscalationBanner.tsx';
import { GroupsSheet } from './groups/GroupsSheet.tsx';
import { IncidentPanel } from './incident/IncidentPanel.tsx';
import { JoinSheet } from './join/JoinSheet.tsx';
import { LinkageCall } from './linkage/LinkageCall.tsx';
import { LinkageDialog } from './linkage/LinkageDialog.tsx';
import { LinksSheet } from './links/LinksSheet.tsx';
import { MachinesSheet } from './machines/MachinesSheet.tsx';
import { NoticesPanel } from './notices/NoticesPanel.tsx';
import { NumbersSheet } from './numbers/NumbersSheet.tsx';
import { QueuePanel } from './queue/QueuePanel.tsx';
import { ReplayEvents } from './replay/ReplayEvents.tsx';
import { SpanPicker } from './replay/SpanPicker.tsx';
import { ReportsSheet } from './reports/ReportsSheet.tsx';
import { RevealDialog } from './reveal/RevealDialog.tsx';
import { ScenesSheet } from './scenes/ScenesSheet.tsx';
import { ShiftSheet } from './shift/ShiftSheet.tsx';
import { ShortcutSheet } from './shortcuts/ShortcutSheet.tsx';
import { SignInBanner } from './signIn/SignInBanner.tsx';
import { SignInDialog } from './signIn/SignInDialog.tsx';
import { StatusBar } from './statusBar/StatusBar.tsx';
import { TasksSheet } from './tasks/TasksSheet.tsx';
import { Toasts } from './toasts/Toasts.tsx';
import { TopBar } from './topBar/TopBar.tsx';
import { VideoDock } from './video/VideoDock.tsx';
import { VideoSheet } from './video/VideoSheet.tsx';
import { BlindSheet } from './videoBlind/BlindSheet.tsx';
import { SendDialog } from './wallDesk/SendDialog.tsx';
import { WallDeskSheet } from './wallDesk/WallDeskSheet.tsx';
import { WallHealthBanner } from './wallHealth/WallHealthBanner.tsx';

/** A panel takes nothing: it follows the desk (desk.tsx). A new one is a folder and a place here, top to bottom. */
interface PanelEntry {
  readonly id: string;
  readonly Panel: ComponentType;
}

export const TOP_PANELS: readonly PanelEntry[] = [
  { id: 'topBar', Panel: TopBar },
  { id: 'banner', Panel: ConnectionBanner },
  { id: 'signIn', Panel: SignInBanner },
  { id: 'linkageCall', Panel: LinkageCall },
  { id: 'overload', Panel: OverloadBanner },
  { id: 'escalation', Panel: EscalationBanner },
  { id: 'wallHealth', Panel: WallHealthBanner },
];
export const LEFT_PANELS: readonly PanelEntry[] = [
  { id: 'queue', Panel: QueuePanel },
  { id: 'notices', Panel: NoticesPanel },
];
export const RIGHT_PANELS: readonly PanelEntry[] = [
  { id: 'card', Panel: CardPanel },
  { id: 'incident', Panel: IncidentPanel },
];
/** Instead of those on the right while the past is on the screen. */
export const REPLAY_PANELS: readonly PanelEntry[] = [...RIGHT_PANELS, { id: 'replayEvents', Panel: ReplayEvents }];
export const BOTTOM_PANELS: readonly PanelEntry[] = [{ id: 'statusBar', Panel: StatusBar }];
/** Under the map, while nothing stands in its place. */
export const DOCK_PANELS: readonly PanelEntry[] = [{ id: 'videoDock', Panel: VideoDock }];
/** In the map's place, one at a time (`DeskViewState.sheet`). */
export const SHEETS: Readonly<Record<SheetId, ComponentType>> = {
  accounts: AccountsSheet,
  alarms: AlarmSheet,
  devices: DevicesSheet,
  links: LinksSheet,
  coverage: CoverageSheet,
  tasks: TasksSheet,
  shift: ShiftSheet,
  scenes: ScenesSheet,
  machines: MachinesSheet,
  join: JoinSheet,
  publicReports: ReportsSheet,
  video: VideoSheet,
  wall: WallDeskSheet,
  numbers: NumbersSheet,
  blindSpots: BlindSheet,
  groups: GroupsSheet,
  broadcast: BroadcastSheet,
};
/** Over everything. */
export const FLOATING_PANELS: readonly PanelEntry[] = [
  { id: 'calls', Panel: CallPanel },
  { id: 'dialogs', Panel: DialogHost },
  { id: 'linkage', Panel: LinkageDialog },
  { id: 'evidence', Panel: EvidenceDialog },
  { id: 'wallSend', Panel: SendDialog },
  { id: 'drillRoom', Panel: DrillRoomDialog },
  { id: 'signIn', Panel: SignInDialog },
  { id: 'reveal', Panel: RevealDialog },
  { id: 'replaySpan', Panel: SpanPicker },
  { id: 'commandBar', Panel: CommandBar },
  { id: 'shortcuts', Panel: ShortcutSheet },
  { id: 'toasts', Panel: Toasts },
  { id: 'breakIn', Panel: BreakIn },
];
