import { useWorkbench } from '../support/workbench.ts';
import { playUpdates } from './play.ts';
import { PACE } from './scenario.ts';
import { CANDIDATES } from './tables/candidates.ts';

playUpdates('Candidates', useWorkbench({ groups: PACE, timeScale: 10 }), CANDIDATES);
