import type { GitHubApi } from './api.ts';
import { GitHubRefusal } from './refusal.ts';

/**
 * The bytes of a file of the repository at a commit; undefined when there is none. Needs `contents: read`.
 * Files up to 100 MB. Source: https://docs.github.com/rest/repos/contents#get-repository-content
 *
 * @param path Relative to the repository, with forward slashes.
 * @throws GitHubRefusal
 */
export async function readFileAt(
  api: GitHubApi,
  path: string,
  commit: string,
): Promise<Uint8Array | undefined> {
  const { owner, repo } = api;
  const doing = `read the file ${path} at ${commit.slice(0, 7)}`;
  try {
    return await api.call({ doing, permission: 'contents: read', isRead: true }, async (client) => {
      const { data, headers } = await client.rest.repos.getContent({
        owner,
        repo,
        path,
        ref: commit,
        mediaType: { format: 'raw' },
        // GitHub calls every file UTF-8; the client would decode an image and destroy it.
        request: { parseSuccessResponseBody: false },
      });
      // What is no file is described in JSON.
      const isFile = headers['content-type']?.includes('raw') ?? false;
      const bytes = await new Response(data as unknown as ReadableStream).bytes();
      return isFile ? bytes : undefined;
    });
  } catch (caught) {
    if (caught instanceof GitHubRefusal && caught.status === 404) return undefined;
    throw caught;
  }
}
