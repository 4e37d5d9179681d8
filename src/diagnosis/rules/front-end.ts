import { findInLogs, logRule } from '../match.ts';
import type { Rule } from '../types.ts';

/** What nginx, OpenSSL and v1's azureml-fe-aci say of a certificate or key that they cannot use. */
const CERTIFICATE =
  /cannot load certificate|PEM_read_bio|key values mismatch|SSL_CTX_use_(?:PrivateKey|certificate)|(?:invalid|failed to (?:load|parse)) (?:the )?(?:TLS |SSL )?(?:certificate|private key)|tls: (?:failed to find any PEM data|private key does not match)/i;
/** Another program has the port: that has its own rule. */
const TAKEN = /\(98: /;

/** What keeps the front end from starting. */
export const FRONT_END_RULES: readonly Rule[] = [
  logRule('certificate', CERTIFICATE, () => ({
    cause: 'The front end cannot use the TLS certificate or its key.',
    remedy:
      'Give the certificate with its chain and the key that belongs to it, both as PEM: openssl x509 -in cert.pem -noout and openssl pkey -in key.pem -noout must read them.',
    certainty: 'certain',
  })),
  {
    name: 'front-end',
    find: ({ containers }) => {
      const found = findInLogs(
        containers.filter(({ isFrontEnd }) => isFrontEnd),
        /\[emerg\]/,
      );
      if (!found || CERTIFICATE.test(found.line) || TAKEN.test(found.line)) return undefined;
      return {
        cause: 'The front end, which the Action adds, does not accept its configuration.',
        remedy: 'This is a fault of the Action: please open an issue with the line below.',
        certainty: 'certain',
        evidence: [found.line],
      };
    },
  },
];
