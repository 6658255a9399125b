// The duty window: one React application over one seat. Reads like a table of contents; every part is made here.
import './noEval.ts';
import { createRoot } from 'react-dom/client';
import type { Bridge } from '#shared/wire/bridge.ts';
import { bridgedMachine, browserMachine } from '../../live/machine.ts';
import { DutyWindow } from './DutyWindow.tsx';
import { startDesk } from './startDesk.ts';
import '../../ui/tokens.css';
import '../../ui/base.css';
import '../../ui/widgets.css';

declare global {
  interface Window {
    /** Machine powers of the shell; absent in a plain browser. */
    readonly pingan?: Bridge;
  }
}

const machine = window.pingan ? await bridgedMachine(window.pingan) : browserMachine(window.location, document);
const desk = startDesk(machine);
const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root');
createRoot(root).render(<DutyWindow desk={desk} />);
