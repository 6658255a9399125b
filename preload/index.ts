/** The bridge of every window: one named function per entry of the contract, payloads only, nothing of Electron. */
import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import { BRIDGE_CHANNELS, type Bridge } from '#shared/wire/bridge.ts';

/** Calls at once with the present state, then on every change. */
function follow<State>(channel: string, listener: (state: State) => void): () => void {
  let hasHeard = false;
  let isOver = false;
  const hear = (_event: IpcRendererEvent, state: State) => {
    hasHeard = true;
    listener(state);
  };
  ipcRenderer.on(channel, hear);
  ipcRenderer.invoke(channel).then(
    (state: State) => {
      // A change that overtook the answer is the newer one.
      if (!hasHeard && !isOver) listener(state);
    },
    () => {},
  );
  return () => {
    isOver = true;
    ipcRenderer.removeListener(channel, hear);
  };
}

/** Calls on every change only. */
function hear<State>(channel: string, listener: (state: State) => void): () => void {
  const tell = (_event: IpcRendererEvent, state: State) => listener(state);
  ipcRenderer.on(channel, tell);
  return () => void ipcRenderer.removeListener(channel, tell);
}

const bridge: Bridge = {
  start: () => ipcRenderer.invoke(BRIDGE_CHANNELS.start),
  onCore: (listener) => follow(BRIDGE_CHANNELS.core, listener),
  onSound: (listener) => follow(BRIDGE_CHANNELS.sound, listener),
  onSeen: (listener) => hear(BRIDGE_CHANNELS.seen, listener),
  testSound: () => ipcRenderer.invoke(BRIDGE_CHANNELS.testSound),
  reportScene: (report) => ipcRenderer.send(BRIDGE_CHANNELS.reportScene, report),
  setLanguage: (language) => ipcRenderer.invoke(BRIDGE_CHANNELS.setLanguage, language),
  setReportTone: (level) => ipcRenderer.invoke(BRIDGE_CHANNELS.setReportTone, level),
  printPage: (wish) => ipcRenderer.invoke(BRIDGE_CHANNELS.printPage, wish),
  openVideoWindow: (wish) => ipcRenderer.invoke(BRIDGE_CHANNELS.openVideoWindow, wish),
  openReview: (wish) => ipcRenderer.invoke(BRIDGE_CHANNELS.openReview, wish),
  openDirector: () => ipcRenderer.invoke(BRIDGE_CHANNELS.openDirector),
  onDrillRoom: (listener) => follow(BRIDGE_CHANNELS.drillRoom, listener),
  openDrillRoom: (wish) => ipcRenderer.invoke(BRIDGE_CHANNELS.openDrillRoom, wish),
  closeDrillRoom: () => ipcRenderer.invoke(BRIDGE_CHANNELS.closeDrillRoom),
  openDrillDesk: () => ipcRenderer.invoke(BRIDGE_CHANNELS.openDrillDesk),
  goToStation: () => ipcRenderer.invoke(BRIDGE_CHANNELS.goToStation),
  onWalls: (listener) => follow(BRIDGE_CHANNELS.walls, listener),
  openWall: (wish) => ipcRenderer.invoke(BRIDGE_CHANNELS.openWall, wish),
  closeWall: (identity) => ipcRenderer.invoke(BRIDGE_CHANNELS.closeWall, identity),
  setWallStart: (start) => ipcRenderer.invoke(BRIDGE_CHANNELS.setWallStart, start),
  wallPainted: (beats) => ipcRenderer.send(BRIDGE_CHANNELS.wallPainted, beats),
  keepSession: (session) => ipcRenderer.invoke(BRIDGE_CHANNELS.keepSession, session),
  lookAtHost: (address) => ipcRenderer.invoke(BRIDGE_CHANNELS.lookAtHost, address),
  joinHost: (wish) => ipcRenderer.invoke(BRIDGE_CHANNELS.joinHost, wish),
  leaveHost: () => ipcRenderer.invoke(BRIDGE_CHANNELS.leaveHost),
  onScenes: (listener) => follow(BRIDGE_CHANNELS.scenes, listener),
  chooseSceneSources: (kind) => ipcRenderer.invoke(BRIDGE_CHANNELS.chooseSceneSources, kind),
  importScene: (wish) => ipcRenderer.invoke(BRIDGE_CHANNELS.importScene, wish),
  installScene: (token, isNow) => ipcRenderer.invoke(BRIDGE_CHANNELS.installScene, token, isNow),
  discardScene: () => ipcRenderer.invoke(BRIDGE_CHANNELS.discardScene),
  switchScene: (choice) => ipcRenderer.invoke(BRIDGE_CHANNELS.switchScene, choice),
  revertScene: () => ipcRenderer.invoke(BRIDGE_CHANNELS.revertScene),
  inspectScene: (choice, verifies) => ipcRenderer.invoke(BRIDGE_CHANNELS.inspectScene, choice, verifies),
  calibrateScene: (calibration) => ipcRenderer.invoke(BRIDGE_CHANNELS.calibrateScene, calibration),
};

contextBridge.exposeInMainWorld('pingan', bridge);
