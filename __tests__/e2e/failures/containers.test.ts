import { useWorkbench } from '../support/workbench.ts';
import { playCreations } from './play.ts';
import { PACE } from './scenario.ts';
import { CONTAINERS } from './tables/containers.ts';

playCreations('Containers', useWorkbench({ groups: PACE, timeScale: 10 }), CONTAINERS);
