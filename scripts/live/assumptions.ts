import { z } from 'zod';

/** One answer of the deployed service. Header names in lower case. */
export interface HttpEvidence {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the live workflow can look at after a deployment. */
export interface Evidence {
  /** GET of the container group, as Azure sent it. */
  readonly group: unknown;
  readonly scoringHost: string;
  readonly health: HttpEvidence;
  readonly withoutKey: HttpEvidence;
  readonly withKey: HttpEvidence;
}

/** A fact of docs/assumptions.md that a deployment can show. */
export interface Assumption {
  /** Number in docs/assumptions.md. */
  readonly id: string;
  readonly fact: string;
  readonly holds: (evidence: Evidence) => boolean;
}

const Container = z.object({
  name: z.string(),
  properties: z.object({
    resources: z.object({ requests: z.object({ cpu: z.number(), memoryInGB: z.number() }) }),
    environmentVariables: z.array(z.looseObject({ name: z.string(), secureValue: z.unknown().optional() })),
    instanceView: z.object({
      restartCount: z.number(),
      currentState: z.object({ state: z.string() }),
      events: z.array(z.object({ name: z.string() })).optional(),
    }),
  }),
});
const Group = z.object({
  tags: z.record(z.string(), z.string()),
  properties: z.object({
    provisioningState: z.string(),
    containers: z.array(Container),
    ipAddress: z.object({ fqdn: z.string(), ip: z.string() }),
    volumes: z.array(z.object({ name: z.string(), secret: z.record(z.string(), z.unknown()).optional() })),
    imageRegistryCredentials: z.array(z.looseObject({ server: z.string() })).optional(),
  }),
});
type Group = z.infer<typeof Group>;

/** Every fact that is checked, in the order of docs/assumptions.md. */
export const ASSUMPTIONS: readonly Assumption[] = [
  aboutGroup('A1', 'probes with the given time-outs restart no healthy container', ({ properties }) =>
    properties.containers.every(({ properties: { instanceView } }) => instanceView.restartCount === 0),
  ),
  aboutGroup('A2', 'a healthy group is Succeeded with every container Running', ({ properties }) => {
    const states = properties.containers.map(
      (container) => container.properties.instanceView.currentState.state,
    );
    return properties.provisioningState === 'Succeeded' && states.every((state) => state === 'Running');
  }),
  aboutGroup('A3', 'a container of 0.1 CPU and 0.5 GB is accepted beside a larger one', ({ properties }) => {
    const requests = properties.containers.map((container) => container.properties.resources.requests);
    return requests.some(({ cpu, memoryInGB }) => cpu === 0.1 && memoryInGB === 0.5);
  }),
  aboutGroup('A4', 'Azure returns no secret: volumes, variables, registry passwords', ({ properties }) => {
    const volumes = properties.volumes.flatMap(({ secret }) => Object.values(secret ?? {}));
    const variables = properties.containers.flatMap((container) => container.properties.environmentVariables);
    const credentials = properties.imageRegistryCredentials ?? [];
    return (
      volumes.every((content) => !content) &&
      variables.every(({ secureValue }) => !secureValue) &&
      credentials.every((credential) => !credential['password'])
    );
  }),
  {
    id: 'A5',
    fact: 'the FQDN that Azure returns resolves and is the one of the scoring URI',
    holds: ({ group, scoringHost }) => Group.safeParse(group).data?.properties.ipAddress.fqdn === scoringHost,
  },
  {
    id: 'A6',
    fact: 'the Azure Linux nginx reads its configuration from a secret volume and puts the revision on every answer',
    holds: ({ group, health, withoutKey, withKey }) => {
      const revision = Group.safeParse(group).data?.tags['revision'];
      const seen = [health, withoutKey, withKey].map(({ headers }) => headers['x-aci-model-deploy-revision']);
      return revision !== undefined && seen.every((header) => header === revision);
    },
  },
  {
    id: 'A7',
    fact: 'the base image with azmlinfsrv as its command serves init() and run() of the entry script',
    holds: ({ health, withKey }) => health.status === 200 && withKey.status === 200,
  },
  {
    id: 'A8',
    fact: 'a call without the key gets 401',
    holds: ({ withoutKey }) => withoutKey.status === 401,
  },
];

/** The verdicts as a Markdown table. */
export function renderVerdicts(
  verdicts: readonly { readonly id: string; readonly fact: string; readonly holds: boolean }[],
): string {
  const rows = verdicts.map(
    ({ id, fact, holds }) => `| ${id} | ${fact} | ${holds ? 'holds' : '**does not hold**'} |`,
  );
  return ['## Assumptions', '', '| | fact | |', '| --- | --- | --- |', ...rows].join('\n');
}

/** A fact about the container group; it does not hold where the group has another shape than expected. */
function aboutGroup(id: string, fact: string, check: (group: Group) => boolean): Assumption {
  return {
    id,
    fact,
    holds: ({ group }) => {
      const parsed = Group.safeParse(group);
      return parsed.success && check(parsed.data);
    },
  };
}
