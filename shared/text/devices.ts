import { bilingual } from './language.ts';

interface DevicesText {
  /** Over the map, while a form waits for a click there. */
  aim: string;
  cancel: string;
}

export const devicesText = bilingual<DevicesText>(
  {
    aim: '请在地图上点设备的位置',
    cancel: '取消',
  },
  {
    aim: 'Click the device’s place on the map',
    cancel: 'Cancel',
  },
);
