/** Where a GitHub is, as a job sees it. */
export interface Site {
  /** GITHUB_SERVER_URL */
  readonly serverUrl: string;
  /** GITHUB_API_URL */
  readonly apiUrl: string;
  /** GITHUB_GRAPHQL_URL */
  readonly graphqlUrl: string;
  /** Where error messages point to. */
  readonly docsUrl: string;
  /** Such as 3.19.0; absent on github.com. */
  readonly enterpriseVersion?: string;
}

const DOT_COM = 'https://github.com';
/** The newest version of GitHub Enterprise Server in the API description that the exchanges are checked with. */
const ENTERPRISE_VERSION = '3.19.0';

/**
 * A GitHub by the URL of its pages: github.com, or the root of a GitHub Enterprise Server.
 * Source: https://docs.github.com/enterprise-server/rest/quickstart
 */
export function siteOf(serverUrl: string = DOT_COM): Site {
  if (serverUrl === DOT_COM) {
    const apiUrl = 'https://api.github.com';
    return { serverUrl, apiUrl, graphqlUrl: `${apiUrl}/graphql`, docsUrl: 'https://docs.github.com/rest' };
  }
  return {
    serverUrl,
    apiUrl: `${serverUrl}/api/v3`,
    graphqlUrl: `${serverUrl}/api/graphql`,
    docsUrl: `https://docs.github.com/enterprise-server@${ENTERPRISE_VERSION.replace(/\.\d+$/, '')}/rest`,
    enterpriseVersion: ENTERPRISE_VERSION,
  };
}
