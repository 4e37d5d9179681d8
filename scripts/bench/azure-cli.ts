import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { startLocalAzure } from '../../local-azure/start.ts';
import { requireSystem } from '../../local-azure/system.ts';
import { irisInputs, prepareIris } from '../lib/iris.ts';
import { inTemporaryFolder } from '../lib/temporary-folder.ts';
import { runAction } from '../runner.ts';
import { runCommand } from './command.ts';
import type { Candidate } from './measure.ts';

/** True when an Azure CLI is on the PATH. */
export function hasAzureCli(): boolean {
  try {
    execFileSync('az', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Deploys examples/iris to a local Azure, signs the Azure CLI in there, and gives `body` `az container show`. */
export async function withAzureCli<T>(root: string, body: (show: Candidate) => Promise<T>): Promise<T> {
  await requireSystem();
  return inTemporaryFolder('bench-az', async (folder) => {
    const { workspaceDirectory, workspaceSeed } = await prepareIris(root, folder);
    const azure = await startLocalAzure({ workspaceSeed });
    try {
      const { info } = azure;
      const inputs = irisInputs(info, randomBytes(24).toString('hex'));
      const env = { ...info.env, ...info.oidcEnv };
      const result = await runAction({ actionDirectory: root, workspaceDirectory, with: inputs, env });
      const id = result.outputs['container-group'];
      if (!id) throw new Error(`The example could not be deployed:\n${result.log}`);

      const cli = {
        ...process.env,
        ...info.env,
        AZURE_CONFIG_DIR: join(folder, 'az'),
        AZURE_CORE_COLLECT_TELEMETRY: '0',
      };
      const who = ['-u', info.clientId, '-p', info.clientSecret, '--tenant', info.tenantId];
      await runCommand('az', ['login', '--service-principal', ...who], { env: cli });
      const run = (): Promise<void> => runCommand('az', ['container', 'show', '--ids', id], { env: cli });
      return await body({ name: 'az container show', run });
    } finally {
      await azure.stop();
    }
  });
}
