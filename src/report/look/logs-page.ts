import { failureSections, renderWarnings } from '../sections/failures.ts';
import { code, fence, prose } from '../markdown.ts';
import { tailOf } from './tail.ts';
import type { ContainerLog, Looked, RunFacts } from '../types.ts';

/** Bytes of each log that the summary shows: it has 1 MiB, and fence() shows 64 KiB. */
const SHOWN_BYTES = 60 * 1024;

/** The job summary of a run that shows the logs of a service. */
export function renderLogs(facts: RunFacts, { logs = [] }: Looked): string {
  const title = prose(facts.service) || 'The service';
  const sections = [
    facts.failures.length > 0 ? `## ❌ ${title}: no logs` : `## 📜 ${title}: logs`,
    ...failureSections(facts),
    renderWarnings(facts),
    ...logs.map(section),
  ];
  return `${sections.filter((part) => part !== '').join('\n\n')}\n`;
}

function section({ container, text, why }: ContainerLog): string {
  const body =
    why === undefined
      ? fence('text', tailOf(text, { bytes: SHOWN_BYTES }))
      : `There is no log, because ${prose(why)}.`;
  return `### Container ${code(container)}\n\n${body}`;
}
