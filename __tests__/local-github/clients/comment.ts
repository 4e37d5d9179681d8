// Run as a process of its own: nothing but its environment, as a job has it, tells it where GitHub is.
import { readFile } from 'node:fs/promises';
import { context, getOctokit } from '@actions/github';

const octokit = getOctokit(process.env['TOKEN'] ?? '');
const { viewer } = await octokit.graphql<{ viewer: { login: string } }>('query { viewer { login } }');
const comment = await octokit.rest.issues
  .createComment({ ...context.repo, issue_number: context.issue.number, body: 'From outside' })
  .then(({ data }) => data.html_url)
  .catch((caught: unknown) => String(caught));
const event = JSON.parse(await readFile(process.env['GITHUB_EVENT_PATH'] ?? '', 'utf8')) as {
  action: string;
};
console.log(JSON.stringify({ login: viewer.login, comment, action: event.action, ref: context.ref }));
