import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Marked } from 'marked';

/** Who has written the Markdown: a comment has its author above it. */
export type Frame = 'summary' | 'comment';

const MERMAID = createRequire(import.meta.url).resolve('@mermaid-js/tiny/dist/mermaid.tiny.js');
const STYLE = join(import.meta.dirname, 'github.css');

/** The page that GitHub would make of the Markdown, near enough: its CSS is our own. */
export async function pageOf(markdown: string, frame: Frame): Promise<string> {
  const body = await createMarked().parse(markdown);
  const author =
    frame === 'comment' ? '<header><b>github-actions</b> <i>bot</i> commented 1 minute ago</header>' : '';
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${frame}</title>
<style>${await readFile(STYLE, 'utf8')}</style>
<main class="${frame}">${author}<article>${body}</article></main>
<script src="${pathToFileURL(MERMAID).href}"></script>
<script type="module">${RUN}</script>
</html>
`;
}

/** Draws the charts, then says how high the page has become. */
const RUN = `
mermaid.initialize({ startOnLoad: false, theme: 'default', gantt: { useWidth: document.querySelector('article').clientWidth } });
await mermaid.run();
document.documentElement.dataset.height = document.querySelector('main').getBoundingClientRect().height + 32;
`;

/** GitHub's dialect, with its charts. */
function createMarked(): Marked {
  return new Marked({
    gfm: true,
    renderer: {
      code: ({ text, lang }) => (lang === 'mermaid' ? `<pre class="mermaid">${escape(text)}</pre>` : false),
    },
  });
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
