import type { ContainerGroup } from '@azure/arm-containerinstance';
import { parseVariables } from '../config/variables.ts';
import type { Finding } from '../findings.ts';
import { absentService } from '../phases/inspect/absent-service.ts';
import { access } from '../phases/access.ts';
import type { Access } from '../phases/access.ts';
import type { ServiceGroups } from '../phases/inspect/find-service.ts';
import { serviceOf } from '../phases/inspect/find-service.ts';
import type { Run } from '../phases/job.ts';
import { listServices } from '../phases/inspect/list-services.ts';
import type { Look } from '../phases/inspect/look.ts';
import { lookAt } from '../phases/inspect/look.ts';
import { readLogs } from '../phases/inspect/read-logs.ts';
import { pointTo } from '../phases/update/serving.ts';
import { candidateFinding, stateFinding, tellLogs, tellStatus } from '../phases/inspect/tell-status.ts';
import { SERVING } from '../phases/update/turn.ts';
import { tailOf } from '../report/look/tail.ts';
import type { ContainerLog, Looked, LookedCandidate } from '../report/types.ts';
import { deployedOf } from '../service/decide/deployed.ts';
import { endpointOf } from '../service/wait/endpoint.ts';
import { TAGS } from '../service/tags.ts';
import type { Endpoint } from '../service/types.ts';

/** Lines of a log that belong to the status of a service. */
const STATUS_LINES = 50;

/**
 * Tells how the run's service is, whatever its state; without a name, how everything of the Action in the resource
 * group is. Nothing is written, and no file of the repository is needed.
 * @throws ActionError when there is no such service.
 */
export async function status(run: Run, findings: readonly Finding[]): Promise<void> {
  const { inputs, tools, facts, phase } = run;
  const looked: Looked = { mode: 'status' };
  facts.looked = looked;
  const { azure, all } = await begin(run, findings);
  if (inputs.name === '') {
    looked.services = await phase('Look at the services', () => listServices(all, run, azure));
    looked.at = tools.clock.now();
    tools.planStands();
    return;
  }
  const found = find(all, run, azure);
  const [live, candidate] = await phase('Look at the service', () => lookAtBoth(found, run, azure));
  if (!live && !candidate) throw absentService(all, run, azure);
  looked.at = tools.clock.now();
  if (live) takeLive(live, looked, run, azure);
  // Its own group is what a service is known by.
  else facts.state = 'Unhealthy';
  if (candidate) looked.candidate = candidateOf(candidate, run);
  tools.planStands();
  tellFindings(looked, run);
  await tellStatus(looked, facts, tools);
}

/**
 * Shows the last lines of the logs of the run's service. Nothing is written, and no file of the repository is needed.
 * @throws ActionError when there is no such service, or its logs may not be read.
 */
export async function logs(run: Run, findings: readonly Finding[]): Promise<void> {
  const { tools, facts, phase, inputs } = run;
  const looked: Looked = { mode: 'logs' };
  facts.looked = looked;
  const { azure, all } = await begin(run, findings);
  const { live, candidate } = find(all, run, azure);
  const listed = live ?? candidate;
  const group = listed && (await azure.groups.get(listed.name ?? ''));
  if (!group) throw absentService(all, run, azure);
  const { revision, image } = deployedOf(group);
  const endpoint = endpointOf(group, deployedOf(group).scoringPath ?? inputs.scoringPath);
  pointTo({ facts, target: azure }, { groupName: group.name ?? '', revision, endpoint, image });
  looked.logs = await phase('Read the logs', () => readLogs(group, azure, tools));
  tools.planStands();
  await tellLogs(looked.logs, tools);
}

interface Beginning {
  readonly azure: Access;
  /** All groups of the resource group, without their states. */
  readonly all: readonly ContainerGroup[];
}

async function begin(run: Run, findings: readonly Finding[]): Promise<Beginning> {
  const { inputs, tools, phase } = run;
  const { variables } = parseVariables(
    inputs.secureEnvironmentVariables,
    'secure-environment-variables',
    true,
  );
  // What the containers were given they may have logged.
  for (const { value } of variables) tools.log.mask(value);
  const azure = await phase('Sign in', () => access(run, findings));
  return { azure, all: await phase('Look for the service', () => azure.groups.list()) };
}

function find(all: readonly ContainerGroup[], run: Run, azure: Access): ServiceGroups {
  const found = serviceOf(all, run, azure);
  if (!found.live && !found.candidate) throw absentService(all, run, azure);
  return found;
}

function lookAtBoth(
  { live, candidate }: ServiceGroups,
  { tools }: Run,
  azure: Access,
): Promise<(Look | undefined)[]> {
  const look = async (group: ContainerGroup | undefined): Promise<Look | undefined> =>
    group && lookAt(group.name ?? '', azure, { tools, withLogs: true });
  return Promise.all([look(live), look(candidate)]);
}

function takeLive(look: Look, looked: Looked, run: Run, azure: Access): void {
  const { inspection, logs: read } = look;
  const { groupName, state, deployed, containers } = inspection;
  const { facts } = run;
  looked.service = inspection;
  looked.logs = containers.flatMap(({ name }): ContainerLog[] => {
    const text = read.get(name);
    return text === undefined ? [] : [{ container: name, text: tailOf(text, { lines: STATUS_LINES }) }];
  });
  if (deployed.keysEnabled !== undefined) facts.keysEnabled = deployed.keysEnabled;
  pointTo(
    { facts, target: azure },
    { groupName, revision: deployed.revision, state, endpoint: endpointIn(look, run), image: deployed.image },
  );
}

function candidateOf(look: Look, run: Run): LookedCandidate {
  const { tags = {} } = look.group;
  const endpoint = endpointIn(look, run);
  const made = tags[TAGS.candidateRun];
  return {
    inspection: look.inspection,
    serves: tags[TAGS.serving] === SERVING,
    ...(made !== undefined && { run: made }),
    ...(endpoint && { endpoint }),
  };
}

function endpointIn({ group, inspection }: Look, { inputs }: Run): Endpoint | undefined {
  return endpointOf(group, inspection.deployed.scoringPath ?? inputs.scoringPath);
}

function tellFindings({ service, candidate }: Looked, { tools, facts }: Run): void {
  const found = [
    ...(service ? stateFinding(service, facts.portalUrl ?? '') : []),
    ...(candidate ? candidateFinding(candidate, service) : []),
  ];
  for (const finding of found) tools.log.report(finding);
}
