export { handOverStewards } from './sign.ts';
