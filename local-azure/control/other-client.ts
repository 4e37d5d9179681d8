import type { GroupRecord } from '../container-instance/group-record.ts';
import type { Groups } from '../container-instance/groups.ts';
import type { GroupBody } from '../container-instance/schema.ts';
import type { OtherWrite } from './fault.ts';

/** Milliseconds until the other client tries again after a refusal. */
const RETRY_MS = 50;

/** Writes to a group as another client would. One that is refused (the group is transitioning) is tried again later. */
export async function otherClientWrites(groups: Groups, name: string, write: OtherWrite): Promise<void> {
  const record = groups.all().find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (!record || (await attempt(groups, record, write))) return;
  setTimeout(() => void otherClientWrites(groups, name, write), RETRY_MS).unref();
}

/** False: refused for now. */
async function attempt(groups: Groups, record: GroupRecord, write: OtherWrite): Promise<boolean> {
  if (record.isTransitioning) return false;
  if (write === 'delete') {
    await groups.remove(record);
    return true;
  }
  const [, , subscriptionId = ''] = record.id.split('/');
  const scope = { subscriptionId, resourceGroup: record.resourceGroup };
  return !('refusal' in (await groups.deploy(scope, record.name, changed(record.body, write))));
}

function changed(body: GroupBody, write: Exclude<OtherWrite, 'delete'>): GroupBody {
  const [first, ...others] = body.properties.containers;
  if (!first) return body;
  const own = write.environment ?? {};
  const kept = (first.properties.environmentVariables ?? []).filter(({ name }) => !Object.hasOwn(own, name));
  const added = Object.entries(own).map(([name, value]) => ({ name, value }));
  const properties = {
    ...first.properties,
    environmentVariables: [...kept, ...added],
    ...(write.image !== undefined && { image: write.image }),
  };
  return {
    ...body,
    tags: { ...body.tags, ...write.tags },
    properties: { ...body.properties, containers: [{ ...first, properties }, ...others] },
  };
}
