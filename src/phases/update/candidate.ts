import type { ContainerGroup } from '@azure/arm-containerinstance';
import { warning } from '../../findings.ts';
import { endpointOf } from '../../service/wait/endpoint.ts';
import { deleteGroup } from '../../service/write/gone.ts';
import { TAGS } from '../../service/tags.ts';
import type { Endpoint, ServicePlan } from '../../service/types.ts';
import { bringUp } from './bring-up.ts';
import type { Job } from '../job.ts';
import type { CandidateUnderWay } from '../cancel/ledger.ts';
import { pointTo } from './serving.ts';
import { smokeTest } from './smoke.ts';
import { findingsOf } from '../told.ts';
import { SERVING, awaitTurn, isOwn } from './turn.ts';

const STEPS = { deploy: 'Deploy candidate', wait: 'Wait for candidate' };

/** A verified group beside the live one. It can serve when all else fails. */
interface Standby {
  readonly revision: string;
  readonly endpoint: Endpoint;
  readonly image?: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

/** The candidate of a service through a run: at most one group, which is gone when the run ends unless it serves. */
export class Candidate {
  readonly #plan: ServicePlan;
  readonly #job: Job;
  #isMade = false;
  #serves = false;
  #standby: Standby | undefined;

  /** @param plan From planCandidate(). */
  constructor(plan: ServicePlan, job: Job) {
    this.#plan = plan;
    this.#job = job;
  }

  /** True when the candidate is what users are sent to: since this run, or since an earlier one whose rollback failed. */
  get serves(): boolean {
    return this.#serves;
  }

  /** True when it was verified and could serve. */
  get isVerified(): boolean {
    return this.#standby !== undefined;
  }

  /**
   * Sees that there is no candidate of another run: one that may still be worked on is waited for, one that was left
   * behind is removed. One that serves is kept until the live group is verified.
   * @throws ActionError when the name belongs to a group that is no candidate of this service.
   */
  async takeTurn(): Promise<void> {
    const turn = await awaitTurn(this.#plan, this.#job);
    if (turn.kind === 'serving') this.#adopt(turn.group);
    if (turn.kind === 'left-behind') await this.#delete();
  }

  /**
   * Creates the candidate, waits for it and smoke-tests it. Resolves to where it is reached.
   * @throws ActionError when it is not fit to serve.
   */
  async prove(): Promise<Endpoint> {
    const job = this.#job;
    const plan = this.#plan;
    job.tools.log.info(
      `Verifying a candidate first: ${plan.groupName} (${job.target.groups.portalUrl(plan.groupName)})`,
    );
    // The label may still be held by a candidate of an earlier run.
    const { endpoint } = await bringUp(job, {
      plan,
      before: undefined,
      afterDelete: true,
      steps: STEPS,
      onBegin: () => job.tools.ledger.begin({ candidate: this.#underWay(false) }),
      onTouched: () => (this.#isMade = true),
    });
    await job.phase('Smoke-test candidate', () => smokeTest(job, { plan, endpoint }));
    // What the live group will answer is what counts.
    delete job.facts.smoke;
    const { tags = {} } = plan.group;
    job.tools.ledger.note({ candidate: this.#underWay(true) });
    this.#standby = { revision: plan.revision, endpoint, image: tags[TAGS.image], tags };
    job.tools.log.info(`The candidate is verified: ${endpoint.scoringUri}`);
    return endpoint;
  }

  /**
   * Makes the verified candidate the one that serves: it is tagged so that no clean-up takes it, and outputs point to
   * it. Resolves to a sentence about it.
   */
  async takeOver(): Promise<string> {
    const { groupName } = this.#plan;
    const { target, tools } = this.#job;
    if (!this.#standby) throw new Error('A candidate that was not verified cannot serve.');
    const { revision, endpoint, image, tags } = this.#standby;
    this.#serves = true;
    tools.ledger.note({ candidate: undefined });
    try {
      await target.groups.tag(groupName, { ...tags, [TAGS.serving]: SERVING });
    } catch (caught) {
      tools.log.report(
        warning(`The candidate ${groupName} serves, but could not be tagged: ${messageOf(caught)}`, {
          remedy: `Set its tag ${TAGS.serving} to ${SERVING} in the portal, or the next run will remove it.`,
        }),
      );
    }
    pointTo(this.#job, { groupName, revision, state: 'Healthy', endpoint, image });
    return `The verified candidate ${groupName} stays and serves at ${endpoint.scoringUri}; the outputs point to it.`;
  }

  /**
   * Removes what this run made, and after a success also a candidate that has served since an earlier run. Never
   * throws: what cannot be removed is told, and hides no other error.
   *
   * @param isLiveGood The live group was verified.
   */
  async cleanUp(isLiveGood: boolean): Promise<void> {
    const { ledger, stop } = this.#job.tools;
    // The post step removes the candidate of a cancelled run.
    if (stop.aborted) return;
    if (this.#serves ? !isLiveGood : !this.#isMade) {
      ledger.note({ candidate: undefined });
      return;
    }
    const { groupName } = this.#plan;
    const { target, tools, phase } = this.#job;
    try {
      await phase('Remove candidate', async () => {
        const found = await target.groups.get(groupName);
        if (!found || (this.#isMade && !isOwn(found, this.#plan))) return;
        await this.#delete();
      });
      ledger.note({ candidate: undefined });
    } catch (caught) {
      tools.log.report(
        warning(`The candidate ${groupName} could not be removed: ${messageOf(caught)}`, {
          remedy: `It costs money until it is gone: az container delete --name ${groupName} --resource-group ${target.resourceGroup.name}`,
        }),
      );
    }
  }

  #underWay(isVerified: boolean): CandidateUnderWay {
    const { groupName, group } = this.#plan;
    return { groupName, run: group.tags?.[TAGS.candidateRun] ?? '', isVerified };
  }

  #delete(): Promise<void> {
    const { target, tools } = this.#job;
    const { groupName } = this.#plan;
    return deleteGroup({ groups: target.groups, groupName, clock: tools.clock, log: tools.log });
  }

  #adopt(found: ContainerGroup): void {
    const { groupName, scoringPath } = this.#plan;
    const { tags = {} } = found;
    const endpoint = endpointOf(found, tags[TAGS.scoringPath] ?? scoringPath);
    this.#serves = true;
    if (endpoint)
      this.#standby = { revision: tags[TAGS.revision] ?? '', endpoint, image: tags[TAGS.image], tags };
    this.#job.tools.log.info(
      `The candidate ${groupName} has served since a rollback failed; it goes when the live group is verified.`,
    );
  }
}

function messageOf(caught: unknown): string {
  return findingsOf(caught)[0]?.message ?? '';
}
