import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { requireSystem } from '../local-azure/system.ts';
import { inTemporaryFolder } from './lib/temporary-folder.ts';
import type { Frame } from './pictures/page.ts';
import { pageOf } from './pictures/page.ts';
import type { Scene } from './pictures/scenes.ts';
import { playScenes } from './pictures/scenes.ts';
import { findBrowser, takePicture } from './pictures/screenshot.ts';

/**
 * `npm run pictures [-- --to FOLDER]`: runs the built Action against a local Azure and a local GitHub, and takes the
 * README's pictures of a real job summary and a real comment. --to writes those of all runs, with their Markdown.
 */
const root = resolve(import.meta.dirname, '..');
const { values: options } = parseArgs({ options: { to: { type: 'string' } } });

/** Highest picture of the README, in CSS pixels. */
const README_HEIGHT = 1_200;

const browser = findBrowser();
await requireSystem();
await inTemporaryFolder('pictures', async (folder) => {
  const scenes = await playScenes(root, folder);
  const images = join(root, 'docs', 'images');
  await mkdir(images, { recursive: true });
  await draw(folder, 'summary', of(scenes, 'updated').summary, join(images, 'summary.png'), README_HEIGHT);
  await draw(
    folder,
    'comment',
    of(scenes, 'preview').comment ?? '',
    join(images, 'comment.png'),
    README_HEIGHT,
  );
  if (options.to !== undefined) await drawAll(folder, scenes, resolve(options.to));
});

async function drawAll(folder: string, scenes: readonly Scene[], target: string): Promise<void> {
  await mkdir(target, { recursive: true });
  for (const { name, summary, comment } of scenes) {
    await writeFile(join(target, `${name}-summary.md`), summary);
    await draw(folder, 'summary', summary, join(target, `${name}-summary.png`));
    if (comment === undefined) continue;
    await writeFile(join(target, `${name}-comment.md`), comment);
    await draw(folder, 'comment', comment, join(target, `${name}-comment.png`));
  }
}

async function draw(
  folder: string,
  frame: Frame,
  markdown: string,
  picture: string,
  height?: number,
): Promise<void> {
  const page = join(folder, `${frame}.html`);
  await writeFile(page, await pageOf(markdown, frame));
  await takePicture(browser, { page, picture, ...(height !== undefined && { height }) });
  process.stdout.write(`${picture}\n`);
}

function of(scenes: readonly Scene[], name: string): Scene {
  const scene = scenes.find((each) => each.name === name);
  if (!scene) throw new Error(`There is no scene ${name}.`);
  return scene;
}
