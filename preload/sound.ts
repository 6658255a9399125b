/** The bridge of the hidden sound page. */
import { contextBridge, ipcRenderer } from 'electron';
import {
  SOUND_CHANNELS,
  type SoundBridge,
  type SoundChime,
  type SoundPlan,
  type SoundTest,
} from '#shared/wire/sound.ts';

const bridge: SoundBridge = {
  onPlan: (listener) => {
    ipcRenderer.on(SOUND_CHANNELS.plan, (_event, plan: SoundPlan) => listener(plan));
  },
  onChime: (listener) => {
    ipcRenderer.on(SOUND_CHANNELS.chime, (_event, chime: SoundChime) => listener(chime));
  },
  onTest: (listener) => {
    ipcRenderer.on(SOUND_CHANNELS.test, (_event, test: SoundTest) => listener(test));
  },
  listening: () => ipcRenderer.send(SOUND_CHANNELS.listening),
  report: (report) => ipcRenderer.send(SOUND_CHANNELS.report, report),
  outputsChanged: () => ipcRenderer.send(SOUND_CHANNELS.outputsChanged),
};

contextBridge.exposeInMainWorld('pinganSound', bridge);
