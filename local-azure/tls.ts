import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The names whose TLS the proxy ends, and loopback for the storage emulator. */
const NAMES = [
  'management.azure.com',
  'login.microsoftonline.com',
  '*.blob.core.windows.net',
  '*.azurecr.io',
  'mcr.microsoft.com',
  'localhost',
] as const;

const AUTHORITY_EXTENSIONS = `basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash
`;

function serverExtensions(names: readonly string[]): string {
  return `basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=serverAuth
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
subjectAltName=${names.map((name) => `DNS:${name}`).join(',')},IP:127.0.0.1
`;
}

/** A certificate authority made for this run and one server certificate of it. */
export interface Certificates {
  /** Clients trust this file (NODE_EXTRA_CA_CERTS, REQUESTS_CA_BUNDLE). */
  readonly caFile: string;
  readonly certFile: string;
  readonly keyFile: string;
  readonly ca: Buffer;
  readonly cert: Buffer;
  readonly key: Buffer;
}

/**
 * Makes the certificates in a private folder. The authority's key is removed at once: it can sign nothing else.
 *
 * @param moreNames Public names besides Azure's.
 */
export async function createCertificates(
  directory: string,
  moreNames: readonly string[] = [],
): Promise<Certificates> {
  const at = (name: string): string => join(directory, name);
  const authorityKey = at('ca.key');
  await writeFile(at('ca.ext'), AUTHORITY_EXTENSIONS);
  await writeFile(at('server.ext'), serverExtensions([...NAMES, ...moreNames]));
  await makeRequest('/CN=local-azure CA', authorityKey, at('ca.csr'));
  await makeRequest('/CN=local-azure', at('server.key'), at('server.csr'));
  await signRequest(at('ca.csr'), at('ca.pem'), ['-signkey', authorityKey, '-extfile', at('ca.ext')]);
  const byAuthority = [
    '-CA',
    at('ca.pem'),
    '-CAkey',
    authorityKey,
    '-set_serial',
    '1',
    '-extfile',
    at('server.ext'),
  ];
  await signRequest(at('server.csr'), at('server.pem'), byAuthority);
  await Promise.all(
    [authorityKey, at('ca.csr'), at('server.csr'), at('ca.ext'), at('server.ext')].map((file) => rm(file)),
  );
  const [ca, cert, key] = await Promise.all(
    ['ca.pem', 'server.pem', 'server.key'].map((name) => readFile(at(name))),
  );
  if (!ca || !cert || !key) throw new Error('openssl made no certificate');
  return { caFile: at('ca.pem'), certFile: at('server.pem'), keyFile: at('server.key'), ca, cert, key };
}

async function makeRequest(subject: string, keyFile: string, requestFile: string): Promise<void> {
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  await openssl(['req', '-new', ...curve, '-subj', subject, '-keyout', keyFile, '-out', requestFile]);
}

async function signRequest(requestFile: string, certFile: string, how: readonly string[]): Promise<void> {
  await openssl(['x509', '-req', '-sha256', '-days', '30', '-in', requestFile, '-out', certFile, ...how]);
}

async function openssl(args: readonly string[]): Promise<void> {
  try {
    await run('openssl', args);
  } catch (caught) {
    const missing = caught instanceof Error && 'code' in caught && caught.code === 'ENOENT';
    if (missing)
      throw new Error('openssl is not installed. Install it: apt-get install openssl', { cause: caught });
    throw caught;
  }
}
