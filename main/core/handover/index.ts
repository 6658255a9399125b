export { handOverStewards } from './beside.ts';
export { HandOverDesk } from './handOverDesk.ts';
