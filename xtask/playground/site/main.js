// Puts the page together: views, what runs, and what is dropped or pasted anywhere.

import { Cancelled, cancel, isBusy, warmUp } from './engine.js';
import { say } from './dom.js';
import { opened } from './files.js';
import { Compare } from './compare.js';
import { Generate } from './generate.js';

const STAGES = ['', 'Reading', 'Preparing', 'Making', 'Presenting'];
// What is done before anybody wonders shows no progress.
const PATIENCE = 200;

const running = document.getElementById('running');
const progress = running.querySelector('progress');
document.getElementById('cancel').addEventListener('click', cancel);

/** Runs a question and shows how far it is; nothing where it was cancelled or failed. */
async function run(ask) {
  const shown = setTimeout(() => {
    progress.value = 0;
    running.hidden = false;
  }, PATIENCE);
  try {
    return await ask(stage => {
      performance.mark(STAGES[stage]);
      progress.value = stage;
      if (!running.hidden) say(`${STAGES[stage]} …`);
    });
  } catch (error) {
    if (error instanceof Cancelled) {
      if (!isBusy()) say('Cancelled.');
    } else say(error.message);
  } finally {
    clearTimeout(shown);
    if (!isBusy()) running.hidden = true;
  }
}

const roots = { generate: document.getElementById('generate'), compare: document.getElementById('compare') };
const generate = new Generate(roots.generate, run);
const compare = new Compare(roots.compare, run, () => generate.document && [generate.document]);

function view() {
  const name = location.hash.slice(1) in roots ? location.hash.slice(1) : 'generate';
  for (const [own, root] of Object.entries(roots)) root.hidden = own !== name;
  for (const link of document.querySelectorAll('[data-view]')) {
    if (link.dataset.view === name) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  return name;
}
addEventListener('hashchange', view);
view();

/** Takes what was dropped or pasted into the view that is seen. */
async function take(files, target) {
  if (!files.length) return;
  if (view() === 'generate') return generate.open(files);
  const side = target?.closest?.('[data-side]')?.dataset.side ?? 'new';
  return compare.open(side, files);
}

addEventListener('dragover', event => {
  event.preventDefault();
  document.body.classList.add('dropping');
});
addEventListener('dragleave', event => event.relatedTarget === null && document.body.classList.remove('dropping'));
addEventListener('drop', async event => {
  event.preventDefault();
  document.body.classList.remove('dropping');
  await take(await Promise.all([...event.dataTransfer.files].map(opened)), event.target);
});
addEventListener('paste', async event => {
  if (event.target.closest('input, textarea')) return;
  const { files } = event.clipboardData;
  const text = event.clipboardData.getData('text/plain');
  await take(files.length ? await Promise.all([...files].map(opened)) : text ? [{ name: 'pasted.yaml', text }] : [], event.target);
});

// For tests, and for whoever wants to drive the page by a script of theirs.
globalThis.playground = { generate, compare };

const examples = await (await fetch('examples/list.json')).json();
await generate.loadExamples(examples);
say('Open, drop or paste an API description: OpenAPI as JSON or YAML, or a LowCodeAPI definition.');
// In a frame or without a secure origin there is none.
navigator.serviceWorker?.register('sw.js').catch(() => {});
document.documentElement.dataset.ready = 'true';
const typical = ['awsses.json', 'streams.yaml', 'shop-after.yaml'];
Promise.all(typical.map(async path => (await fetch(`examples/${path}`)).text())).then(warmUp);
