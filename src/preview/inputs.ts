import type { Inputs } from '../inputs.ts';
import { previewGroupName } from './names.ts';
import type { Preview } from './types.ts';

/**
 * The inputs of a run that is about a preview: names and strategy are the preview's own. What the deployment config has
 * a say in (size, DNS label, keys) is replaced where that is read. Pure.
 */
export function previewInputs(inputs: Inputs, preview: Preview): Inputs {
  const { containerGroupName, strategy = 'in-place' } = inputs;
  return {
    ...inputs,
    name: preview.name,
    strategy,
    ...(containerGroupName !== undefined && {
      containerGroupName: previewGroupName(containerGroupName, preview.number),
    }),
  };
}
