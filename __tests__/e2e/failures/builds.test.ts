import { useWorkbench } from '../support/workbench.ts';
import { playCreations } from './play.ts';
import { PACE } from './scenario.ts';
import { BUILDS } from './tables/builds.ts';

playCreations('Builds', useWorkbench({ groups: PACE, timeScale: 10 }), BUILDS);
