import type { WireAnswer } from '../../local-azure/types.ts';
import type { Call } from './call.ts';

/** Source: https://docs.github.com/rest/using-the-rest-api/using-pagination-in-the-rest-api */
const DEFAULT_PER_PAGE = 30;
const MAX_PER_PAGE = 100;

/** One page of a list. Its links name the repository by its id, as GitHub's do. */
export function pageOf<T>(call: Call, items: readonly T[], body: (item: T) => object): WireAnswer {
  const perPage = Math.min(numberOf(call, 'per_page', DEFAULT_PER_PAGE), MAX_PER_PAGE);
  const page = numberOf(call, 'page', 1);
  const last = Math.max(1, Math.ceil(items.length / perPage));
  const links = [
    ...(page > 1 ? [linkOf(call, Math.min(page - 1, last), 'prev')] : []),
    ...(page < last ? [linkOf(call, page + 1, 'next'), linkOf(call, last, 'last')] : []),
    ...(page > 1 ? [linkOf(call, 1, 'first')] : []),
  ];
  return {
    status: 200,
    ...(links.length > 0 && { headers: { link: links.join(', ') } }),
    body: items.slice((page - 1) * perPage, page * perPage).map(body),
  };
}

/** GitHub takes what is no number, and numbers below 1, for the default. */
function numberOf({ query }: Call, name: string, preset: number): number {
  const value = Number(query.get(name) ?? preset);
  return Number.isInteger(value) && value >= 1 ? value : preset;
}

function linkOf({ site, state, request, query }: Call, page: number, rel: string): string {
  const path = request.url.pathname.replace(/^.*?\/repos\/[^/]+\/[^/]+|^.*?\/repositories\/\d+/, '');
  const url = new URL(`${site.apiUrl}/repositories/${state.repository.id}${path}`);
  for (const [name, value] of query) url.searchParams.set(name, value);
  url.searchParams.set('page', String(page));
  return `<${url.href}>; rel="${rel}"`;
}
