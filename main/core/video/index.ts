/**
 * Cameras of a station: which there are, who may look, what each sees. Pictures themselves come from the media process (media/);
 * the gateway asks this and nothing else. Wired in core/wiring/video.ts.
 */
export { VideoDesk, type VideoDeskParts } from './videoDesk.ts';
