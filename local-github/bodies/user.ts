import { idOf, nodeIdOf } from '../ids.ts';
import type { Site } from '../site.ts';

/** A user, bot or organization, as it stands inside of other bodies (`simple-user`). */
export function userBody(
  site: Site,
  login: string,
  type: 'User' | 'Bot' | 'Organization' = typeOf(login),
): object {
  const id = idOf('user', login);
  const url = `${site.apiUrl}/users/${encodeURIComponent(login)}`;
  const app = login.replace('[bot]', '');
  return {
    login,
    id,
    node_id: nodeIdOf({ User: 'U', Bot: 'BOT', Organization: 'O' }[type], id),
    avatar_url:
      type === 'Bot'
        ? `https://avatars.githubusercontent.com/in/${idOf('app', app)}?v=4`
        : `https://avatars.githubusercontent.com/u/${id}?v=4`,
    gravatar_id: '',
    url,
    html_url: type === 'Bot' ? `${site.serverUrl}/apps/${app}` : `${site.serverUrl}/${login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type,
    user_view_type: 'public',
    site_admin: false,
  };
}

/** Only bots have brackets in their names. */
export function typeOf(login: string): 'User' | 'Bot' {
  return login.endsWith('[bot]') ? 'Bot' : 'User';
}
