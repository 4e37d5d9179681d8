import { useWorkbench } from '../support/workbench.ts';
import { playCancellations } from './play-cancellations.ts';
import { CANCELLATIONS } from './tables/cancellations.ts';

playCancellations('Cancellations', useWorkbench({ timeScale: 10 }), CANCELLATIONS);
