/**
 * What really comes over a call, read inside the page from the browser's own counts: connections are noted as they are made, so that
 * nothing of it is in the product. And whether a picture on the screen has anything in it.
 */
import type { Page } from 'playwright-core';

/** Once in a page, before the call. */
export const NOTE_CONNECTIONS = `(() => {
  if (globalThis.callWatch) return;
  const made = (globalThis.callWatch = []);
  globalThis.RTCPeerConnection = class extends globalThis.RTCPeerConnection {
    constructor(...given) {
      super(...given);
      made.push(this);
    }
  };
})()`;

export interface CallNumbers {
  readonly state: string;
  readonly framesDecoded: number;
  readonly samples: number;
  /** Sum of squares of what was heard: grows only with sound in it. */
  readonly energy: number;
  readonly icePair: string;
}

/** Of each connection that is not closed, in order of making. */
export function callNumbers(page: Page): Promise<readonly CallNumbers[]> {
  return page.evaluate(`Promise.all((globalThis.callWatch ?? [])
    .filter((one) => one.connectionState !== 'closed')
    .map(async (one) => {
      const found = { state: one.connectionState, framesDecoded: 0, samples: 0, energy: 0, icePair: '' };
      for (const report of (await one.getStats()).values()) {
        if (report.type === 'inbound-rtp' && report.kind === 'video') found.framesDecoded += report.framesDecoded ?? 0;
        if (report.type === 'inbound-rtp' && report.kind === 'audio') {
          found.samples += report.totalSamplesReceived ?? 0;
          found.energy += report.totalAudioEnergy ?? 0;
        }
        if (report.type === 'transport') found.icePair = report.selectedCandidatePairId ?? '';
      }
      return found;
    }))`);
}

/** How much of the picture of a party is not black, 0 to 1; 0 where there is none. */
export function brightShare(page: Page, testId: string): Promise<number> {
  return page.evaluate(`(() => {
    const video = document.querySelector('[data-testid="${testId}"] video');
    if (!video || video.videoWidth === 0) return 0;
    const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 36 });
    const paper = canvas.getContext('2d');
    paper.drawImage(video, 0, 0, 64, 36);
    const { data } = paper.getImageData(0, 0, 64, 36);
    let bright = 0;
    for (let at = 0; at < data.length; at += 4) if (data[at] + data[at + 1] + data[at + 2] > 90) bright += 1;
    return bright / (data.length / 4);
  })()`);
}
