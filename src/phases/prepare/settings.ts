import type { SignInChoice } from '../../azure/sign-in/sign-in.ts';
import { chooseSignIn } from '../../azure/sign-in/sign-in.ts';
import { checkIds } from '../../azure/sign-in/ids.ts';
import {
  checkContainerGroupName,
  checkLocation,
  checkPort,
  checkServiceName,
  checkUrlPath,
} from '../../config/names.ts';
import { parseTags } from '../../config/tags.ts';
import type { Finding } from '../../findings.ts';
import { error, notice } from '../../findings.ts';
import { checkPullInputs } from '../../image/pull.ts';
import { checkImageInput, parseImageReference } from '../../image/reference.ts';
import { checkRegistryInput } from '../../image/registry-input.ts';
import type { ImageReference } from '../../image/types.ts';
import type { Inputs } from '../../inputs.ts';
import { parseModelReferences } from '../../models/reference.ts';
import type { ModelReference } from '../../models/types.ts';
import type { Checks } from '../checks.ts';
import type { Subject } from '../job.ts';
import { checkTarget } from '../target.ts';
import type { Tools } from '../tools.ts';

/** What the inputs alone say. */
export interface Settings {
  readonly signIn: SignInChoice;
  readonly subscriptionId?: string;
  readonly references: readonly ModelReference[];
  readonly tags: Readonly<Record<string, string>>;
  /** A prebuilt image. */
  readonly image?: ImageReference;
}

/** Reads and checks the part of the inputs that needs no file. */
export function readSettings({ inputs, withoutSecrets }: Subject, checks: Checks, tools: Tools): Settings {
  const signIn = chooseSignIn(inputs.signIn);
  if (!withoutSecrets) checks.take(signIn);
  for (const secret of signIn.secrets) tools.log.mask(secret);
  const { references } = checks.take(parseModelReferences(inputs.models));
  const { tags } = checks.take(parseTags(inputs.tags));
  checks.add(checkNames(inputs));
  if (!withoutSecrets) checks.add(checkPullInputs(inputs));
  const subscriptionId = inputs.subscriptionId ?? signIn.subscriptionId;
  const { clientId, tenantId } = inputs.signIn;
  checks.add(checkIds({ 'subscription-id': subscriptionId, 'client-id': clientId, 'tenant-id': tenantId }));
  // A dry run without a sign-in still checks the files; then nothing of Azure needs to be known.
  const offline = withoutSecrets ?? (inputs.dryRun && signIn.method.kind === 'cli');
  if (!offline) checks.add(checkTarget(inputs, { signIn, references, subscriptionId }));
  const image = inputs.image === undefined ? undefined : parseImageReference(inputs.image);
  if (image && references.length > 0) checks.add([modelsInImage()]);
  return { signIn, references, tags, ...(subscriptionId && { subscriptionId }), ...(image && { image }) };
}

function modelsInImage(): Finding {
  return notice('The input image is given, so the models are checked and reported but not put into it.', {
    input: 'models',
    remedy: 'Build the image with them, or leave out the input image to have one built.',
  });
}

function checkNames(inputs: Inputs): readonly Finding[] {
  return [
    ...(inputs.name === '' ? [] : checkServiceName(inputs.name)),
    ...(inputs.location === undefined ? [] : checkLocation(inputs.location)),
    ...(inputs.registry === undefined ? [] : checkRegistryInput(inputs.registry)),
    ...(inputs.containerGroupName === undefined ? [] : checkContainerGroupName(inputs.containerGroupName)),
    ...checkPort(inputs.port),
    ...checkUrlPath('health-path', inputs.healthPath),
    ...checkUrlPath('scoring-path', inputs.scoringPath),
    ...checkPathsDiffer(inputs),
    ...(inputs.image === undefined ? [] : checkImageInput(inputs.image)),
  ];
}

/** The health path is open to everybody. */
function checkPathsDiffer({ healthPath, scoringPath }: Inputs): readonly Finding[] {
  if (healthPath !== scoringPath) return [];
  return [
    error(
      `The inputs health-path and scoring-path are both "${healthPath}": a GET could score without a key.`,
      {
        input: 'health-path',
        remedy: 'Name a path that only tells that the server lives.',
      },
    ),
  ];
}
