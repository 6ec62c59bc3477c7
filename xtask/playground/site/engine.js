// The worker in which the generator runs: one question at a time, and it can be ended at any moment.

const LARGE = 1 << 20;

export class Cancelled extends Error {}

let worker;
let waiting;

function start() {
  worker = new Worker('worker.js', { type: 'module' });
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
  const parts = [];
  let length = 0;
  const question = build(bytes => {
    const stretch = [length, bytes.length];
    parts.push(bytes);
    length += bytes.length;
    return stretch;
  });
  const json = new TextEncoder().encode(JSON.stringify(question));
  const message = new Uint8Array(4 + json.length + length);
  new DataView(message.buffer).setUint32(0, json.length, true);
  message.set(json, 4);
  let at = 4 + json.length;
  for (const part of parts) {
    message.set(part, at);
    at += part.length;
  }
  return new Promise((resolve, reject) => {
    waiting = { resolve, reject, progress, large: message.length > LARGE };
    worker.postMessage(message, [message.buffer]);
  });
}
