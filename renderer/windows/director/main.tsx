// The window a drill is led from: its own core's script, seats and score, beside the map of what it plays on.
import '../duty/noEval.ts';
import { createRoot } from 'react-dom/client';
import { bridgedMachine, browserMachine } from '../../live/machine.ts';
import { DirectorWindow } from './DirectorWindow.tsx';
import { startDirectorDesk } from './startDirectorDesk.ts';
import '../../ui/tokens.css';
import '../../ui/base.css';
import '../../ui/widgets.css';

const machine = window.pingan ? await bridgedMachine(window.pingan) : browserMachine(window.location, document);
const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root');
createRoot(root).render(<DirectorWindow desk={startDirectorDesk(machine)} />);
