// A window of the seat with cameras only: what its address says, or whatever sees the incident in hand at the duty window.
import '../duty/noEval.ts';
import { createRoot } from 'react-dom/client';
import { bridgedMachine, browserMachine } from '../../live/machine.ts';
import { readWish } from './readWish.ts';
import { startVideoDesk } from './startVideoDesk.ts';
import { VideoWindow } from './VideoWindow.tsx';
import '../../ui/tokens.css';
import '../../ui/base.css';
import '../../ui/widgets.css';

const machine = window.pingan ? await bridgedMachine(window.pingan) : browserMachine(window.location, document);
const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root');
createRoot(root).render(<VideoWindow desk={startVideoDesk(machine)} wish={readWish(window.location.search)} />);
