import { useWorkbench } from '../support/workbench.ts';
import { playUpdates } from './play.ts';
import { PACE } from './scenario.ts';
import { LIVE } from './tables/live.ts';

playUpdates('Live', useWorkbench({ groups: PACE, timeScale: 10 }), LIVE);
