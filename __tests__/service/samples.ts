import type { ContainerGroup, Event } from '@azure/arm-containerinstance';
import { planService } from '../../src/service/plan/plan.ts';
import type { ServicePlan, ServiceRequest } from '../../src/service/types.ts';

type InstanceView = NonNullable<ContainerGroup['containers'][number]['instanceView']>;

/** A usual request. */
export function sampleRequest(changes: Partial<ServiceRequest> = {}): ServiceRequest {
  return {
    name: 'iris',
    groupName: 'iris-0a1b2c3d',
    location: 'westeurope',
    workspace: '/subscriptions/s/resourceGroups/ml/providers/Microsoft.MachineLearningServices/workspaces/ws',
    image: 'mlregistry.azurecr.io/aci-model-deploy/iris@sha256:0000',
    baseImage: 'mcr.microsoft.com/azureml/minimal-py312-inference:latest@sha256:2222',
    models: [{ name: 'iris', version: '3' }],
    pull: {
      kind: 'password',
      server: 'mlregistry.azurecr.io',
      username: 'mlregistry',
      password: 'registry-password-1',
    },
    cpu: 1,
    memoryInGB: 1.5,
    port: 5001,
    healthPath: '/',
    scoringPath: '/score',
    scoringTimeoutMs: 60_000,
    variables: [
      { name: 'LEVEL', value: 'debug', secure: false },
      { name: 'TOKEN', value: 'secure-variable-1', secure: true },
    ],
    auth: { enabled: true, primaryKey: 'PrimaryKey-0123456789', secondaryKey: 'SecondaryKey-0123456789' },
    tags: { team: 'flowers' },
    provenance: {
      repository: 'org/iris',
      commit: 'c0ffee',
      runUrl: 'https://github.com/org/iris/actions/runs/1',
    },
    salt: 'salt-1',
    ...changes,
  };
}

export function samplePlan(changes: Partial<ServiceRequest> = {}): ServicePlan {
  return planService(sampleRequest(changes));
}

/** Made once: the revision costs 50 ms of scrypt. */
const usualPlan = samplePlan();

/** What Azure returns for the sample plan. */
export function liveGroup(
  changes: Partial<ContainerGroup> = {},
  views: Readonly<Record<string, InstanceView>> = {},
): ContainerGroup {
  const { group } = usualPlan;
  return {
    ...group,
    provisioningState: 'Succeeded',
    instanceView: { events: [], state: 'Running' },
    ipAddress: {
      type: 'Public',
      ports: [{ port: 80, protocol: 'TCP' }],
      ip: '20.1.2.3',
      fqdn: 'iris.h.westeurope.azurecontainer.io',
    },
    containers: group.containers.map((container) => ({
      ...container,
      instanceView: views[container.name] ?? running(),
    })),
    ...changes,
  };
}

export function running(changes: Partial<InstanceView> = {}): InstanceView {
  return { restartCount: 0, currentState: { state: 'Running', detailStatus: '' }, ...changes };
}

export function waiting(changes: Partial<InstanceView> = {}): InstanceView {
  return { restartCount: 0, currentState: { state: 'Waiting', detailStatus: '' }, ...changes };
}

export function event(name: string, message: string, count: number, at: number): Event {
  return { name, message, count, firstTimestamp: new Date(at), lastTimestamp: new Date(at), type: 'Normal' };
}
