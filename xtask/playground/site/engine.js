// The worker in which the generator runs: one question at a time, and it can be ended at any moment.

const LARGE = 1 << 20;

export class Cancelled extends Error {}

// How often a small document is tried before anybody asks. What browsers have made fast by then is what a large one needs.
const TRIES = 40;

// Compiled once: what a browser has learned of the code stays when a worker is ended.
const compiled = fetch('playground.wasm').then(async response => {
  // Not every server of files knows what it is.
  if (response.headers.get('content-type') === 'application/wasm') return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
});

// A worker that is loaded has the policy that it came with, and plain servers send none. One that is made here has the page's.
const code = `import ${JSON.stringify(new URL('worker.js', import.meta.url).href)};`;
const script = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));

let worker;
let waiting;
let warming;

function load() {
  const worker = new Worker(script, { type: 'module' });
  compiled.then(module => worker.postMessage({ module }), error => {
    waiting?.reject(error);
    waiting = undefined;
  });
  return worker;
}

function start() {
  worker = load();
  worker.onmessage = ({ data }) => {
    if (data.stage !== undefined) return waiting?.progress(data.stage);
    const { resolve, reject, large } = waiting;
    waiting = undefined;
    // After a panic nothing in there can be relied on, and a browser never takes memory back from a module.
    if (data.error || large) restart();
    if (data.error) reject(new Error(data.error));
    else resolve(data);
  };
  worker.onerror = event => {
    event.preventDefault();
    waiting?.reject(new Error(event.message || 'the generator could not be loaded'));
    waiting = undefined;
    restart();
  };
}

function restart() {
  worker.terminate();
  start();
}

start();

/** Lets the generator make small documents in a worker of its own, for browsers make code fast that has run for a while. */
export async function warmUp(texts) {
  warming = load();
  for (let tried = 0; tried < TRIES; tried++) {
    const done = new Promise(resolve => { warming.onmessage = ({ data }) => data.stage === undefined && resolve(); });
    warming.postMessage(message(put => ({ ask: 'generate', provider: 'warm', files: { document: { name: 'warm', bytes: put(new TextEncoder().encode(texts[tried % texts.length])) } } })));
    await done;
  }
  coolDown();
}

/** Ends that: what somebody waits for needs the processor more. */
function coolDown() {
  warming?.terminate();
  warming = undefined;
}

/** Ends what is running. */
export function cancel() {
  if (!waiting) return;
  const { reject } = waiting;
  waiting = undefined;
  restart();
  reject(new Cancelled('cancelled'));
}

/** Whether something is running. */
export const isBusy = () => waiting !== undefined;

/**
 * Asks. `build` makes the question: it is given a function that puts bytes behind it and says where they are.
 * The answer is `{ answer, bytes }`. A question that is still open is cancelled.
 */
export function ask(build, progress) {
  coolDown();
  cancel();
  const asked = message(build);
  return new Promise((resolve, reject) => {
    waiting = { resolve, reject, progress, large: asked.length > LARGE };
    worker.postMessage(asked, [asked.buffer]);
  });
}

/** The message of a question: the length of its JSON, the JSON, and the bytes behind it. */
function message(build) {
  const parts = [];
  let length = 0;
  const question = build(bytes => {
    const stretch = [length, bytes.length];
    parts.push(bytes);
    length += bytes.length;
    return stretch;
  });
  const json = new TextEncoder().encode(JSON.stringify(question));
  const whole = new Uint8Array(4 + json.length + length);
  new DataView(whole.buffer).setUint32(0, json.length, true);
  whole.set(json, 4);
  let at = 4 + json.length;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
