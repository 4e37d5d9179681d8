import { ANSWER_RULES } from './rules/answers.ts';
import { FRONT_END_RULES } from './rules/front-end.ts';
import { MEMORY_RULES } from './rules/memory.ts';
import { MODEL_RULES } from './rules/model.ts';
import { PLATFORM_RULES } from './rules/platform.ts';
import { PROBE_RULES } from './rules/probes.ts';
import { PULL_RULES } from './rules/pull.ts';
import { SCRIPT_RULES } from './rules/script.ts';
import { SERVER_RULES } from './rules/server.ts';
import { UNFINISHED_RULES } from './rules/unfinished.ts';
import type { Rule } from './types.ts';

/**
 * All rules, the earliest stage of a deployment first: what stops Azure, then the image, the start of the server,
 * the script, and at last what only a request shows. A new cause is one more row in the file of its theme.
 * Sources of the texts: v1's troubleshooting guide (learn.microsoft.com/azure/machine-learning/v1/how-to-troubleshoot-deployment),
 * `microsoft/azureml-inference-server`, Azure ML's inference images (`Azure/azureml-assets`), gunicorn, nginx, the
 * kubelet's words for probes, and ACI's messages in `MicrosoftDocs/SupportArticles-docs`.
 */
export const RULES: readonly Rule[] = [
  ...PLATFORM_RULES,
  ...UNFINISHED_RULES,
  ...PULL_RULES,
  ...SERVER_RULES,
  ...FRONT_END_RULES,
  ...MEMORY_RULES,
  ...MODEL_RULES,
  ...SCRIPT_RULES,
  ...PROBE_RULES,
  ...ANSWER_RULES,
];
