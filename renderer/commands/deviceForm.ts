import type { DeskView, DeviceDraft, MapPoint } from './deskView.ts';

/** Opens the form to enrol or change a device, filled in as far as is known: from the list, a card, or an unknown caller. */
export function openDeviceForm(view: DeskView, draft: DeviceDraft): void {
  view.change({ sheet: { id: 'devices', focus: null }, deviceDraft: draft });
}

/** The sheet steps aside and the next click on the map is the answer; Escape calls it off. */
export function askForMapPoint(view: DeskView, take: (point: MapPoint) => void): void {
  view.change({
    isAimRepeated: false,
    mapAim: (point) => {
      view.change({ mapAim: null });
      take(point);
    },
  });
}
