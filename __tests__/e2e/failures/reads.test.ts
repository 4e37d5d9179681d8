import { useWorkbench } from '../support/workbench.ts';
import { playCreations } from './play.ts';
import { PACE } from './scenario.ts';
import { READS } from './tables/reads.ts';

playCreations('Reads', useWorkbench({ groups: PACE, timeScale: 10 }), READS);
