export { HandOverDesk } from './handOverDesk.ts';
export { handOverStewards } from './sign.ts';
