import { accountsText } from './accounts.ts';
import { alarmsText } from './alarms.ts';
import { barText } from './bar.ts';
import { blindSpotsText } from './blindSpots.ts';
import { broadcastText } from './broadcast.ts';
import { callsText } from './calls.ts';
import { cardsText } from './cards.ts';
import { commandsText } from './commands.ts';
import { connectionText } from './connection.ts';
import { corroborationText } from './corroboration.ts';
import { coverageText } from './coverage.ts';
import { deviceImportText } from './deviceImport.ts';
import { devicesText } from './devices.ts';
import { dialogsText } from './dialogs.ts';
import { directorText } from './director.ts';
import { directorEditorText } from './directorEditor.ts';
import { drillRoomText } from './drillRoom.ts';
import { escalationText } from './escalation.ts';
import { gridsText } from './grids.ts';
import { groupsText } from './groups.ts';
import { incidentText } from './incident.ts';
import { incidentLifeText } from './incidentLife.ts';
import { joinText } from './join.ts';
import type { Language } from './language.ts';
import { linkageText } from './linkage.ts';
import { linkFormText } from './linkForm.ts';
import { linksText } from './links.ts';
import { machinesText } from './machines.ts';
import { noticesText } from './notices.ts';
import { numbersText } from './numbers.ts';
import { queueText } from './queue.ts';
import { readerText } from './reader.ts';
import { replayText } from './replay.ts';
import { reportsText } from './reports.ts';
import { revealText } from './reveal.ts';
import { reviewWindowText } from './reviewWindow.ts';
import { scenesText } from './scenes.ts';
import { shiftText } from './shift.ts';
import { tasksText } from './tasks.ts';
import { topBarText } from './topBar.ts';
import { videoTileText } from './videoTile.ts';
import { videoWallText } from './videoWall.ts';
import { walkTestText } from './walkTest.ts';
import { wallText } from './wall.ts';
import { wallDeskText } from './wallDesk.ts';
import { wallHealthText } from './wallHealth.ts';
import { words } from './words.ts';

/** Every screen of the desk, both languages. A screen is one file beside this one and one line here. */
export const SCREENS = {
  words,
  review: reviewWindowText,
  video: videoTileText,
  wall: videoWallText,
  wallPage: wallText,
  wallHealth: wallHealthText,
  wallDesk: wallDeskText,
  calls: callsText,
  blindSpots: blindSpotsText,
  accounts: accountsText,
  topBar: topBarText,
  queue: queueText,
  incident: incidentText,
  life: incidentLifeText,
  linkage: linkageText,
  corroboration: corroborationText,
  groups: groupsText,
  broadcast: broadcastText,
  escalation: escalationText,
  alarms: alarmsText,
  cards: cardsText,
  coverage: coverageText,
  grids: gridsText,
  devices: devicesText,
  deviceImport: deviceImportText,
  walkTest: walkTestText,
  links: linksText,
  linkForm: linkFormText,
  machines: machinesText,
  join: joinText,
  notices: noticesText,
  numbers: numbersText,
  commands: commandsText,
  bar: barText,
  dialogs: dialogsText,
  director: directorText,
  directorEditor: directorEditorText,
  drillRoom: drillRoomText,
  connection: connectionText,
  reader: readerText,
  replay: replayText,
  reports: reportsText,
  reveal: revealText,
  tasks: tasksText,
  shift: shiftText,
  scenes: scenesText,
} as const;

export type DeskText = { readonly [Screen in keyof typeof SCREENS]: (typeof SCREENS)[Screen]['zh-CN'] };

/** All texts in one language. */
export function deskText(language: Language): DeskText {
  const texts = Object.entries(SCREENS).map(([screen, text]) => [screen, text[language]]);
  return Object.fromEntries(texts) as DeskText;
}
