// One display of the wall: `?display=<identity>` says which. Nothing here can be clicked; a duty seat drives it over the journal.
import '../duty/noEval.ts';
import { createRoot } from 'react-dom/client';
import { bridgedMachine, browserMachine } from '../../live/machine.ts';
import { readDisplay } from './readDisplay.ts';
import { startWallDesk } from './startWallDesk.ts';
import { WallWindow } from './WallWindow.tsx';
import '../../ui/tokens.css';
import '../../ui/base.css';
import '../../ui/widgets.css';

const machine = window.pingan ? await bridgedMachine(window.pingan) : browserMachine(window.location, document);
const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root');
const display = readDisplay(window.location.search);
createRoot(root).render(<WallWindow desk={startWallDesk(machine, display.displayId)} display={display} />);
