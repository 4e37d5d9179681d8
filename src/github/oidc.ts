import * as core from '@actions/core';
import { systemClock } from '../clock.ts';
import type { Clock } from '../clock.ts';
import { failure } from '../findings.ts';
import type { ActionError } from '../findings.ts';
import { harmlessLine } from './harmless.ts';

/** Milliseconds to wait before asking again. The toolkit itself repeats after 502, 503 and 504. */
const WAITS_MS = [1_000, 3_000] as const;

/**
 * Asks GitHub for a token that proves to Microsoft Entra which repository and branch this run belongs to.
 * The token is masked. Throws an ActionError when the job may not ask or GitHub gives none.
 */
export async function requestIdToken(audience: string, clock: Clock = systemClock): Promise<string> {
  if (!process.env['ACTIONS_ID_TOKEN_REQUEST_URL'] || !process.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'])
    throw notPermitted();
  for (const wait of WAITS_MS) {
    const token = await core.getIDToken(audience).catch(() => undefined);
    if (token !== undefined) return token;
    await clock.sleep(wait);
  }
  try {
    return await core.getIDToken(audience);
  } catch (caught) {
    throw notGiven(caught);
  }
}

/** The toolkit would only say that a variable is missing. */
function notPermitted(): ActionError {
  return failure(
    'GitHub gives this job no OIDC token to sign in to Azure with: the job has no permission to ask for one.',
    {
      remedy:
        'Add these lines to the job (or the workflow): "permissions: { id-token: write, contents: read }". ' +
        'A pull request from a fork never gets a token: there, sign in is not possible.',
      input: 'client-id',
      evidence: ['permissions:', '  id-token: write', '  contents: read'],
    },
  );
}

function notGiven(caught: unknown): ActionError {
  const reason = caught instanceof Error ? harmlessLine(caught.message) : 'unknown reason';
  return failure(
    `GitHub gave no OIDC token to sign in to Azure with, asked ${WAITS_MS.length + 1} times: ${reason}`,
    { remedy: 'Run the job again; when it fails again, look at https://www.githubstatus.com.' },
    { cause: caught },
  );
}
