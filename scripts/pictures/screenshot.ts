import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Names under which distributions install it. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
/** Width of a page in CSS pixels: that of a comment on a pull request. */
const WIDTH = 900;
/** Milliseconds of the page's own time for drawing. */
const DRAWING_MS = 10_000;

/** @throws Error that says what to install. */
export function findBrowser(): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const found = NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
  if (found !== undefined) return found;
  throw new Error(
    `There is no Chromium (${NAMES.join(', ')}). On Debian: apt-get install chromium fonts-noto-color-emoji`,
  );
}

/** A picture that is to be taken. */
export interface Shot {
  /** File of the page. */
  readonly page: string;
  /** File of the PNG. */
  readonly picture: string;
  /** Highest picture in CSS pixels; what is below is cut off. Default: all of the page. */
  readonly height?: number;
}

/** Takes a picture of a page that says itself how high it is. */
export async function takePicture(
  browser: string,
  { page, picture, height = Infinity }: Shot,
): Promise<void> {
  const url = pathToFileURL(page).href;
  const dom = await open(browser, ['--dump-dom', url], WIDTH, 1_000);
  const own = Number(/data-height="([\d.]+)"/.exec(dom)?.[1]);
  if (!(own > 0)) throw new Error(`The page ${page} was not drawn.`);
  await open(browser, [`--screenshot=${picture}`, url], WIDTH, Math.ceil(Math.min(own, height)));
}

async function open(
  browser: string,
  what: readonly string[],
  width: number,
  height: number,
): Promise<string> {
  const options = [
    '--headless',
    '--disable-gpu',
    '--hide-scrollbars',
    '--allow-file-access-from-files',
    `--virtual-time-budget=${DRAWING_MS}`,
    `--window-size=${width},${height}`,
    // Chromium refuses to run as root in its sandbox; the pages are our own.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
  const { stdout } = await run(browser, [...options, ...what], { maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}
