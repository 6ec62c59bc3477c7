// The worker in which the generator runs: one question at a time, and it can be ended at any moment.

const LARGE = 1 << 20;

export class Cancelled extends Error {}

// How often a small document is tried before anybody asks.
const TRIES = 8;

// Compiled once: what a browser has learned of the code stays when a worker is ended.
const compiled = WebAssembly.compileStreaming(fetch('playground.wasm'));

let worker;
let waiting;

function load(worker) {
  compiled.then(module => worker.postMessage({ module }), error => {
    waiting?.reject(error);
    waiting = undefined;
  });
  return worker;
}

function start() {
  worker = load(new Worker('worker.js', { type: 'module' }));
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

/** Lets the generator make a small document in a worker of its own, for browsers make code fast that has run for a while. */
export async function warmUp(text) {
  const warming = load(new Worker('worker.js', { type: 'module' }));
  for (let tried = 0; tried < TRIES; tried++) {
    const done = new Promise(resolve => { warming.onmessage = ({ data }) => data.stage === undefined && resolve(); });
    warming.postMessage(message(put => ({ ask: 'generate', provider: 'warm', files: { document: { name: 'warm', bytes: put(new TextEncoder().encode(text)) } } })));
    await done;
  }
  warming.terminate();
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
