import { renderLogs } from './logs-page.ts';
import { renderServices } from './services-page.ts';
import { renderStatus } from './status-page.ts';
import type { Looked, RunFacts } from '../types.ts';

/** The job summary of a run that only looks. */
export function renderLook(facts: RunFacts, looked: Looked): string {
  if (looked.mode === 'logs') return renderLogs(facts, looked);
  return looked.services
    ? renderServices(facts, looked.services, looked.at ?? 0)
    : renderStatus(facts, looked);
}
