import type { Deployed } from '../../service/decide/deployed.ts';
import { restartsOf, uptimeMs } from './status-texts.ts';
import { tailOf } from './tail.ts';
import type { Looked, LookedService } from '../types.ts';

/**
 * Bytes of the output `logs`. A job has 1 MB of outputs, and a step that takes them as environment variables on Linux
 * 128 KiB for each. Sources: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idoutputs,
 * https://man7.org/linux/man-pages/man2/execve.2.html (MAX_ARG_STRLEN)
 */
const LOGS_BYTES = 64 * 1024;

/** The outputs of a run that only looks, besides those of every run. */
export function lookOutputs(looked: Looked | undefined): Record<string, string | undefined> {
  if (!looked) return {};
  const { mode, service, services, logs, at = 0 } = looked;
  return {
    ...(service && {
      commit: service.deployed.commit,
      models: deployedModels(service.deployed),
      restarts: `${restartsOf(service)}`,
      'uptime-seconds': secondsUp(service, at),
    }),
    ...(services && { services: JSON.stringify(services.map(listed)) }),
    ...(mode === 'logs' && { logs: tailOf(logs?.[0]?.text ?? '', { bytes: LOGS_BYTES }) }),
  };
}

/** The models of a service as its tag tells them. */
export function deployedModels({ models }: Deployed): string {
  return JSON.stringify(models.models.map(({ name, version }) => ({ name, version })));
}

function secondsUp({ upSince }: LookedService['inspection'], now: number): string | undefined {
  return upSince === undefined ? undefined : `${Math.floor(uptimeMs(upSince, now) / 1000)}`;
}

/** By the names of the outputs. What is not known is left out. */
function listed(service: LookedService): Record<string, unknown> {
  const { inspection, containerGroup, endpoint, preview, isCandidate } = service;
  const { deployed, state } = inspection;
  return {
    'service-name': inspection.service,
    state,
    'container-group': containerGroup,
    'scoring-uri': endpoint?.scoringUri,
    revision: deployed.revision,
    commit: deployed.commit,
    models: deployed.models.models.map(({ name, version }) => ({ name, version })),
    restarts: restartsOf(inspection),
    preview,
    candidate: isCandidate,
  };
}
