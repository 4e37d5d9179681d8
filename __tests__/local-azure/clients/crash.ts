import { startLocalAzure } from '../../../local-azure/start.ts';

const azure = await startLocalAzure();
process.stdout.write(azure.directory);
throw new Error('nobody catches this');
