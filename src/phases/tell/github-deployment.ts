import type { DeployedService, Deployment, DeploymentStatus } from '../../github/deployments.ts';
import { createDeployment, retireDeployments, setStatus } from '../../github/deployments.ts';
import { plainHeadline } from '../../report/sections/headline.ts';
import type { RunFacts } from '../../report/types.ts';
import { aside } from './aside.ts';
import type { Run } from '../job.ts';
import type { Tools } from '../tools.ts';

/** Environments where the workflow names none. */
const ENVIRONMENTS = { preview: 'preview', live: 'production' } as const;
/** What is said of a Deployment whose run did not come to its end. */
const CUT_OFF: DeploymentStatus = { state: 'error', description: 'The run was cancelled.' };

/** A GitHub Deployment of this run that is not over. Plain data: it is saved for the post step. */
export interface OpenDeployment {
  readonly deployment: Deployment;
  /** What has become of it; absent while the run goes on. */
  readonly outcome?: DeploymentStatus;
}

type Opener = Pick<Run, 'inputs' | 'preview' | 'facts'> & { readonly tools: Tools };
type Closer = Pick<Run, 'inputs'> & { readonly tools: Tools };

/** Tells GitHub that the container group is about to be written. Never throws. */
export async function openDeployment(containerGroup: string, run: Opener): Promise<void> {
  const { inputs, preview, facts, tools } = run;
  const { commit, runUrl } = facts.origin ?? {};
  if (commit === undefined) return;
  const environment = inputs.environment ?? ENVIRONMENTS[preview ? 'preview' : 'live'];
  await aside(asked(run), async (api) => {
    const deployment = await createDeployment(api, {
      service: inputs.name,
      containerGroup,
      environment,
      commit,
      isTransient: preview !== undefined,
      isProduction: !preview && environment === ENVIRONMENTS.live,
      description: `${inputs.name} on Azure Container Instances`,
    });
    tools.ledger.note({ deployment: { deployment } });
    await setStatus(api, deployment, { state: 'in_progress', logUrl: runUrl });
  });
}

/** Tells GitHub what has become of the run's Deployment, where there is one. Never throws. */
export async function closeDeployment(facts: RunFacts, run: Closer): Promise<void> {
  const { ledger } = run.tools;
  const { deployment } = ledger.underWay;
  if (!deployment) return;
  const open = { ...deployment, outcome: outcomeOf(facts) };
  // Should GitHub not take it now, the post step tries again.
  ledger.note({ deployment: open });
  await settle(open, run);
}

/** Tells GitHub in the post step what the main step did not. Never throws. */
export async function closeCutOff(deployment: OpenDeployment | undefined, run: Closer): Promise<void> {
  if (!deployment) return;
  const logUrl = run.tools.origin().runUrl;
  await settle({ outcome: { ...CUT_OFF, logUrl }, ...deployment }, run);
}

/** Sets the Deployments of services inactive that are gone. Never throws. */
export async function retire(services: readonly DeployedService[], run: Closer): Promise<void> {
  for (const service of services) await aside(asked(run), (api) => retireDeployments(api, service));
}

async function settle({ deployment, outcome }: Required<OpenDeployment>, run: Closer): Promise<void> {
  const isTold = await aside(asked(run), async (api) => {
    await setStatus(api, deployment, outcome);
    // What the service ran before is not there any more. After a failure it may well be.
    if (outcome.state === 'success') await retireDeployments(api, deployment);
  });
  if (isTold) run.tools.ledger.note({ deployment: undefined });
}

function outcomeOf(facts: RunFacts): DeploymentStatus {
  const { endpoint, failures, origin } = facts;
  const base = { description: plainHeadline(facts), logUrl: origin?.runUrl };
  return failures.length > 0
    ? { ...base, state: 'failure' }
    : { ...base, state: 'success', environmentUrl: endpoint?.scoringUri };
}

function asked({ inputs, tools }: Closer): Parameters<typeof aside>[0] {
  return { inputs, tools, isWanted: inputs.environment !== undefined };
}
