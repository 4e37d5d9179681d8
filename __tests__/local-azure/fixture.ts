import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';
import {
  createContainerInstance,
  type ContainerInstance,
} from '../../local-azure/container-instance/provider.ts';
import type { GroupsSettings } from '../../local-azure/container-instance/groups.ts';
import { createImageStore, type LocalImageStore } from '../../local-azure/images/store.ts';
import type { Exchange, WireAnswer } from '../../local-azure/types.ts';

export const SUBSCRIPTION = '22222222-2222-4222-8222-222222222222';
export const SERVER = 'mlregistry.azurecr.io';
const PROVIDER = 'providers/Microsoft.ContainerInstance';
export const GROUPS_PATH = `/subscriptions/${SUBSCRIPTION}/resourceGroups/ml-prod/${PROVIDER}/containerGroups`;
export const LOCATION_PATH = `/subscriptions/${SUBSCRIPTION}/${PROVIDER}/locations/westeurope`;

/** An image store and the container group provider over it, without proxy, TLS or sign-in. */
export interface Bench {
  readonly directory: string;
  readonly images: LocalImageStore;
  readonly provider: ContainerInstance;
  readonly exchanges: Exchange[];
  /** Sends a request as Resource Manager would pass it on. */
  arm(method: string, path: string, body?: unknown, version?: string): Promise<WireAnswer & { json: Json }>;
  build(
    files: Readonly<Record<string, string>>,
    name?: string,
  ): Promise<{ ok: boolean; image: string; log: string[] }>;
  close(): Promise<void>;
}

/** JSON as tests walk through it. */
export interface Json {
  readonly [name: string]: Json;
}

/** A string of JSON, as a string; empty where there is none. */
export function text(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Code and message of an ARM error. */
export function errorOf(answer: { readonly json: Json }): { code: string; message: string } {
  const error = answer.json['error'];
  return { code: text(error?.['code']), message: text(error?.['message']) };
}

export async function openBench(settings: Partial<GroupsSettings> = {}): Promise<Bench> {
  const directory = await mkdtemp(join(tmpdir(), 'local-azure-test-'));
  const images = createImageStore(join(directory, 'images'));
  const quick = { backOffBaseMs: 400, secondMs: 100, graceMs: 500 };
  const provider = createContainerInstance({
    directory: join(directory, 'groups'),
    images,
    pace: quick,
    minimumOperationMs: 0,
    ...settings,
  });
  const exchanges: Exchange[] = [];
  return {
    directory,
    images,
    provider,
    exchanges,
    arm: (method, path, body, version = '2023-05-01') =>
      arm(provider, exchanges, { method, path, body, version }),
    build: (files, name = 'service/iris:1') => build(directory, images, files, name),
    close: async () => {
      await provider.stop();
      await rm(directory, { recursive: true });
    },
  };
}

interface ArmRequest {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly version: string;
}

async function arm(
  provider: ContainerInstance,
  exchanges: Exchange[],
  { method, path, body, version }: ArmRequest,
): Promise<WireAnswer & { json: Json }> {
  const url = new URL(`https://management.azure.com${path}`);
  if (!url.searchParams.has('api-version')) url.searchParams.set('api-version', version);
  const bytes = Buffer.from(body === undefined ? '' : JSON.stringify(body));
  const answer = await provider.handle({ method, url, headers: {}, body: bytes });
  if (!answer) throw new Error(`No answer to ${method} ${path}`);
  const sent = answer.body === undefined ? '' : JSON.stringify(answer.body);
  const json = (sent === '' ? {} : JSON.parse(sent)) as Json;
  exchanges.push({
    method,
    url: url.pathname + url.search,
    host: url.host,
    requestHeaders: { 'content-type': 'application/json' },
    requestBody: body,
    status: answer.status,
    headers: { 'content-type': 'application/json', ...answer.headers },
    ...(sent !== '' && { body: json }),
  });
  return { ...answer, json };
}

/** Builds an image of files; Dockerfile among them. */
async function build(
  directory: string,
  images: LocalImageStore,
  files: Readonly<Record<string, string>>,
  name: string,
): Promise<{ ok: boolean; image: string; log: string[] }> {
  const contextFile = join(directory, 'context.tar.gz');
  await writeContext(contextFile, files);
  const log: string[] = [];
  const request = { contextFile, dockerFilePath: 'Dockerfile', imageNames: [name], server: SERVER };
  const { ok, digest = '' } = await images.build({ ...request, write: (line) => log.push(line) });
  return { ok, image: `${SERVER}/${name.split(':')[0] ?? ''}@${digest}`, log };
}

export async function writeContext(file: string, files: Readonly<Record<string, string>>): Promise<void> {
  const tar = pack();
  for (const [name, content] of Object.entries(files)) tar.entry({ name, mtime: new Date(0) }, content);
  tar.finalize();
  await pipeline(tar, createGzip(), createWriteStream(file));
}

/** Asks again until the check passes; fails with the last answer after `timeoutMs`. */
export async function eventually<T>(
  ask: () => Promise<T>,
  check: (value: T) => boolean,
  timeoutMs = 8000,
): Promise<T> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const value = await ask();
    if (check(value)) return value;
    if (Date.now() > end) throw new Error(`Not in time; last: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** One HTTP request to where something really listens. */
export function http(
  address: { host: string; port: number },
  method: string,
  path: string,
  options: { headers?: Record<string, string>; body?: string | Buffer; timeoutMs?: number } = {},
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const call = httpRequest(
      { ...address, method, path, headers: options.headers, agent: false },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', reject);
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            body: Buffer.concat(parts).toString(),
          }),
        );
      },
    );
    call.setTimeout(options.timeoutMs ?? 5000, () => call.destroy(new Error('timeout')));
    call.on('error', reject);
    call.end(options.body);
  });
}

export const DOCKERFILE = `FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest
WORKDIR /var/azureml-app
COPY app/ /var/azureml-app/
COPY models/ /var/azureml-app/azureml-models/
ENV AZUREML_MODEL_DIR=/var/azureml-app/azureml-models/iris/1
USER dockeruser
EXPOSE 5001
CMD ["azmlinfsrv", "--entry_script", "score.py"]
`;

export const SCORE = `import json, os

def init():
    global weights
    with open(os.path.join(os.environ["AZUREML_MODEL_DIR"], "weights.json")) as file:
        weights = json.load(file)

def run(data):
    return {"sum": sum(json.loads(data)["x"]) * weights["factor"]}
`;

/** A small service: context of its image. */
export const SERVICE: Readonly<Record<string, string>> = {
  Dockerfile: DOCKERFILE,
  'app/score.py': SCORE,
  'models/iris/1/weights.json': '{"factor": 2}',
};

export const NGINX = `worker_processes 1;
error_log /dev/stderr warn;
pid /tmp/nginx.pid;
events { worker_connections 64; }
http {
  access_log off;
  client_max_body_size 100m;
  server {
    listen 80;
    add_header x-aci-model-deploy-revision "r1" always;
    location / {
      proxy_pass http://127.0.0.1:5001;
    }
  }
}
`;

interface GroupOptions {
  readonly image: string;
  /** Merged into the properties. */
  readonly properties?: Readonly<Record<string, unknown>>;
  /** Merged into the scoring container's properties. */
  readonly scoring?: Readonly<Record<string, unknown>>;
  readonly nginx?: string;
  readonly location?: string;
}

/** Body of a group with a scoring container and a front end. */
export function groupBody({
  image,
  properties,
  scoring,
  nginx = NGINX,
  location = 'westeurope',
}: GroupOptions): Body {
  const probe = { httpGet: { path: '/', port: 5001, scheme: 'http' }, periodSeconds: 1, timeoutSeconds: 5 };
  return {
    location,
    tags: { service: 'iris' },
    properties: {
      osType: 'Linux',
      restartPolicy: 'Always',
      ipAddress: { type: 'Public', ports: [{ port: 80, protocol: 'TCP' }], dnsNameLabel: 'iris-label' },
      imageRegistryCredentials: [{ server: SERVER, username: 'mlregistry', password: 'pull-secret' }],
      volumes: [{ name: 'front-end', secret: { 'nginx.conf': Buffer.from(nginx).toString('base64') } }],
      containers: [
        {
          name: 'scoring',
          properties: {
            image,
            ports: [{ port: 5001 }],
            resources: { requests: { cpu: 0.9, memoryInGB: 0.5 } },
            environmentVariables: [
              { name: 'PLAIN', value: 'visible' },
              { name: 'SECRET', secureValue: 'hidden-value' },
            ],
            readinessProbe: probe,
            ...scoring,
          },
        },
        {
          name: 'front-end',
          properties: {
            image: 'mcr.microsoft.com/azurelinux/base/nginx:1.28',
            command: ['nginx', '-c', '/etc/aci-model-deploy/nginx.conf', '-g', 'daemon off;'],
            ports: [{ port: 80 }],
            resources: { requests: { cpu: 0.1, memoryInGB: 0.5 } },
            volumeMounts: [{ name: 'front-end', mountPath: '/etc/aci-model-deploy' }],
          },
        },
      ],
      ...properties,
    },
  };
}

export interface Body {
  location: string;
  tags: Record<string, string>;
  properties: Record<string, unknown>;
}
