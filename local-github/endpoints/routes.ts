import type { Route } from '../api/call.ts';
import { commentRoutes } from './comments.ts';
import { contentRoutes } from './contents.ts';
import { deploymentStatusRoutes } from './deployment-statuses.ts';
import { deploymentRoutes } from './deployments.ts';
import { repositoryRoutes } from './repository.ts';

/** All endpoints below a repository. */
export const ROUTES: readonly Route[] = [
  ...repositoryRoutes,
  ...commentRoutes,
  ...deploymentRoutes,
  ...deploymentStatusRoutes,
  ...contentRoutes,
];
