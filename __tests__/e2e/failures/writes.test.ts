import { useWorkbench } from '../support/workbench.ts';
import { playCreations } from './play.ts';
import { PACE } from './scenario.ts';
import { WRITES } from './tables/writes.ts';

playCreations('Writes', useWorkbench({ groups: PACE, timeScale: 10 }), WRITES);
