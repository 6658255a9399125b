// One film of what was: `?subject=incident&id=…` says of what; without an id it is chosen here.
import '../duty/noEval.ts';
import { createRoot } from 'react-dom/client';
import { readReviewWish } from '#shared/wire/reviewWindow.ts';
import { bridgedMachine, browserMachine } from '../../live/machine.ts';
import { ReviewWindow } from './ReviewWindow.tsx';
import { startReviewDesk } from './startReviewDesk.ts';
import '../../ui/tokens.css';
import '../../ui/base.css';
import '../../ui/widgets.css';

const machine = window.pingan ? await bridgedMachine(window.pingan) : browserMachine(window.location, document);
const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root');
const desk = startReviewDesk(machine, readReviewWish(new URLSearchParams(window.location.search)));
createRoot(root).render(<ReviewWindow desk={desk} />);
