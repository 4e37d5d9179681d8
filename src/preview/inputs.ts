import type { Inputs } from '../inputs.ts';
import { previewKey } from './keys.ts';
import { previewGroupName } from './names.ts';
import type { Preview } from './types.ts';

/**
 * The inputs of a run that is about a preview: names, keys and strategy are the preview's own. What the deployment
 * config says otherwise (size, DNS label, keys) is replaced where the plan is made. Pure.
 */
export function previewInputs(inputs: Inputs, preview: Preview): Inputs {
  const { containerGroupName, primaryKey, secondaryKey, strategy = 'in-place' } = inputs;
  return {
    ...inputs,
    name: preview.name,
    strategy,
    ...(containerGroupName !== undefined && {
      containerGroupName: previewGroupName(containerGroupName, preview.number),
    }),
    ...(primaryKey !== undefined && { primaryKey: previewKey(primaryKey, preview) }),
    ...(secondaryKey !== undefined && { secondaryKey: previewKey(secondaryKey, preview) }),
  };
}
