import type { IdTokenSource } from '../azure/sign-in/credential.ts';
import type { Clock } from '../clock.ts';
import type { RunCommand } from '../command.ts';
import type { GitHubApi } from '../github/api.ts';
import type { WorkflowEvent } from '../github/event.ts';
import type { Http } from '../http.ts';
import type { Log } from '../log.ts';
import type { Origin } from '../report/types.ts';
import type { Ledger } from './cancel/ledger.ts';

/** What the run needs from outside, made once in index.ts. */
export interface Tools {
  readonly log: Log;
  /** Its sleeps end at once when the run is to stop. */
  readonly clock: Clock;
  /** Aborts when the run is cancelled. */
  readonly stop: AbortSignal;
  /** What is under way in Azure: noted before each write and after its end. */
  readonly ledger: Ledger;
  /** Made when first used: its library is not loaded for a config error. */
  readonly http: () => Promise<Http>;
  readonly idToken: IdTokenSource;
  /** For what only the Azure CLI knows. */
  readonly runCommand: RunCommand;
  /** What started the run. @throws ActionError when the event of a pull request cannot be read. */
  readonly event: () => WorkflowEvent;
  /** GitHub's API with the token of the run; undefined without one. Made when first used. */
  readonly github: (token: string | undefined) => Promise<GitHubApi | undefined>;
  /** The same with three stars for every secret: GitHub hides them in the log, but not in what its API is given. */
  readonly hide: <T>(value: T) => T;
  /** Where the run comes from. */
  readonly origin: () => Origin;
  /** GITHUB_WORKSPACE, absolute. */
  readonly workspaceDirectory: string;
  /** Random text for a service that has no salt yet. */
  readonly newSalt: () => string;
}
