import type { Cancellation } from './cancellation.ts';
import type { Scenario } from './scenario.ts';
import { BUILDS } from './tables/builds.ts';
import { CANCELLATIONS } from './tables/cancellations.ts';
import { CANDIDATES } from './tables/candidates.ts';
import { CONTAINERS } from './tables/containers.ts';
import { LIVE } from './tables/live.ts';
import { READS } from './tables/reads.ts';
import { WRITES } from './tables/writes.ts';

/** First deployments of a service. */
export const CREATIONS: readonly Scenario[] = [...READS, ...BUILDS, ...WRITES, ...CONTAINERS];
/** Updates of a service that works. */
export const UPDATES: readonly Scenario[] = [...CANDIDATES, ...LIVE];

/** Every scenario of the suite, in the order of the table: themes by their names. */
export const ALL: readonly (Scenario | Cancellation)[] = [
  ...BUILDS,
  ...CANCELLATIONS,
  ...CANDIDATES,
  ...CONTAINERS,
  ...LIVE,
  ...READS,
  ...WRITES,
];
