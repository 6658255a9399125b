export type { CallDesk } from './callDesk.ts';
export { iceServersFor } from './iceServers.ts';
export { CallRecordings } from './recordings.ts';
export { type CallLine, CallRooms } from './rooms.ts';
export { SeatsHere } from './seatsHere.ts';
export { CallWatch } from './watch.ts';
