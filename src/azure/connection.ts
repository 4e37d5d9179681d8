import type { TokenCredential } from '@azure/core-auth';
import type { Http } from '../http.ts';
import type { Arm } from './arm.ts';
import type { Cloud } from './clouds.ts';

/** A signed-in way to Azure, shared by everything in this folder. */
export interface AzureConnection {
  readonly cloud: Cloud;
  readonly subscriptionId: string;
  readonly credential: TokenCredential;
  readonly arm: Arm;
  readonly http: Http;
}
