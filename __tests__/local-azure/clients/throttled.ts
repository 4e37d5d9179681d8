import {
  createDefaultHttpClient,
  createHttpHeaders,
  createPipelineFromOptions,
  createPipelineRequest,
} from '@azure/core-rest-pipeline';
import { arm, armToken, groupPath, report } from './lib.ts';

const crowd = await Promise.all(Array.from({ length: 400 }, () => arm('GET', groupPath, '2021-04-01')));
const refused = crowd.filter(({ status }) => status === 429);

// The SDKs' own pipeline waits as Retry-After says and asks again.
const request = createPipelineRequest({
  url: `https://management.azure.com${groupPath}?api-version=2021-04-01`,
  headers: createHttpHeaders({ authorization: `Bearer ${await armToken()}` }),
});
const retried = await createPipelineFromOptions({}).sendRequest(createDefaultHttpClient(), request);
report({
  answered: crowd.filter(({ status }) => status === 200).length,
  refused: refused.length,
  retryAfter: [...new Set(refused.map(({ headers }) => headers['retry-after']))],
  retried: retried.status,
});
