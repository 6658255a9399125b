/** Camera and microphone of this machine: with both, with one, with none; a call goes on with what there is. */

/** What could not be had. `insecure`: the page is not allowed any, because it did not come over https. */
export type MediaLack = 'camera' | 'microphone' | 'both' | 'denied' | 'insecure';
export type Facing = 'user' | 'environment';

/** Enough to see what goes on at a scene, and little enough for seven others (shared VIDEO measurements: 640×360 at 15). */
const PICTURE = { width: { ideal: 640 }, height: { ideal: 360 }, frameRate: { ideal: 15, max: 30 } };
const SOUND = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

export interface OwnMedia {
  readonly stream: MediaStream;
  readonly lack: MediaLack | null;
}

const pictureOf = (facing: Facing | null) => (facing === null ? PICTURE : { ...PICTURE, facingMode: facing });

/** Never fails: the stream has the tracks that could be had. */
export async function openOwnMedia(facing: Facing | null): Promise<OwnMedia> {
  const devices = devicesOf();
  if (!devices) return { stream: new MediaStream(), lack: 'insecure' };
  try {
    return { stream: await devices.getUserMedia({ audio: SOUND, video: pictureOf(facing) }), lack: null };
  } catch {
    return openEach(devices, facing);
  }
}

/** One by one: the missing one of the two does not take the other with it. */
async function openEach(devices: MediaDevices, facing: Facing | null): Promise<OwnMedia> {
  const stream = new MediaStream();
  const lacks: ('camera' | 'microphone')[] = [];
  let isDenied = false;
  for (const kind of ['microphone', 'camera'] as const) {
    try {
      const wanted = kind === 'camera' ? { video: pictureOf(facing) } : { audio: SOUND };
      for (const track of (await devices.getUserMedia(wanted)).getTracks()) stream.addTrack(track);
    } catch (error) {
      lacks.push(kind);
      isDenied ||= error instanceof DOMException && error.name === 'NotAllowedError';
    }
  }
  if (lacks.length < 2) return { stream, lack: lacks[0] ?? null };
  return { stream, lack: isDenied ? 'denied' : 'both' };
}

/** The camera on the other side of the phone; null when it cannot be had, and the one in use stays. */
export async function otherCamera(facing: Facing): Promise<MediaStreamTrack | null> {
  try {
    const opened = await devicesOf()?.getUserMedia({ video: pictureOf(facing) });
    return opened?.getVideoTracks()[0] ?? null;
  } catch {
    return null;
  }
}

/** Missing where a page is not secure, whatever its type says. */
const devicesOf = (): MediaDevices | undefined => (navigator as { mediaDevices?: MediaDevices }).mediaDevices;
