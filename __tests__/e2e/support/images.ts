import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';
import type { LocalAzure } from '../../../local-azure/start.ts';

/** An image that somebody has built elsewhere. */
export interface PrebuiltImage {
  /** repository:tag */
  readonly name: string;
  /** Login server. Default: the workspace's registry. */
  readonly server?: string;
  readonly dockerfile: string;
  /** Further files of the build context. */
  readonly files?: Readonly<Record<string, string>>;
}

/** Puts an image into a registry of the local Azure. Returns its full name and its digest. */
export async function pushImage(
  azure: LocalAzure,
  image: PrebuiltImage,
): Promise<{ readonly image: string; readonly digest: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'image-context-'));
  try {
    const contextFile = join(folder, 'context.tar.gz');
    await packContext(contextFile, { ...image.files, Dockerfile: image.dockerfile });
    const server = image.server ?? azure.info.registry;
    const lines: string[] = [];
    const { digest } = await azure.images.build({
      contextFile,
      dockerFilePath: 'Dockerfile',
      imageNames: [image.name],
      server,
      write: (line) => void lines.push(line),
    });
    if (digest === undefined) throw new Error(`${image.name} cannot be built:\n${lines.join('\n')}`);
    return { image: `${server}/${image.name}`, digest };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function packContext(target: string, files: Readonly<Record<string, string>>): Promise<void> {
  const tar = pack();
  const written = pipeline(tar, createGzip(), createWriteStream(target));
  for (const [name, content] of Object.entries(files)) tar.entry({ name, mode: 0o644 }, content);
  tar.finalize();
  await written;
}

/** A server of its own, in Python's standard library: GET /ready answers 200, POST /predict echoes. */
export const OWN_SERVER = `
import http.server, json, os, sys

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.answer(200 if self.path == "/ready" else 404, {"path": self.path})

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.answer(200, {"echo": json.loads(body), "version": os.environ.get("VERSION", "")})

    def answer(self, status, value):
        text = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

http.server.ThreadingHTTPServer(("", int(sys.argv[1])), Handler).serve_forever()
`;

/** The Dockerfile of an image with {@link OWN_SERVER} as server.py. */
export function ownServerDockerfile(port: number, version = '1'): string {
  return [
    'FROM mcr.microsoft.com/azurelinux/base/python:3.12',
    'COPY server.py /app/server.py',
    `ENV VERSION=${version}`,
    `CMD ["python3", "/app/server.py", "${port}"]`,
    '',
  ].join('\n');
}
