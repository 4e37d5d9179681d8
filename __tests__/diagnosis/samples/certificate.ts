import type { Sample } from '../sample.ts';
import { deployment, frontEnd } from '../sample.ts';

/** A key that does not belong to the certificate, in the words of nginx and OpenSSL. */
export const sample: Sample = {
  symptoms: deployment({ lines: ['ready'] }, [], {
    containers: [
      frontEnd(
        [
          'nginx: [emerg] SSL_CTX_use_PrivateKey("/etc/tls/ssl.key") failed (SSL: error:05800074:x509 certificate routines::key values mismatch)',
        ],
        { state: 'Waiting', exitCode: 1, restarts: 2 },
      ),
    ],
  }),
  certainty: 'certain',
  cause: 'cannot use the TLS certificate or its key',
  remedy: 'both as PEM',
  shows: 'key values mismatch',
};
