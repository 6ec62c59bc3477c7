// Runs the generator: a message in, a message out, and the stages in between.

// The module may take longer to be compiled than the first question to be asked.
let start;
const ready = new Promise(resolve => {
  start = resolve;
}).then(load);

/** Begins with a module that was compiled, and the sources of the runtime. */
async function load(module) {
  const imports = { page: { progress: stage => postMessage({ stage }) } };
  const [runtime, instance] = await Promise.all([
    fetch(new URL('runtime.json', import.meta.url)).then(response => response.arrayBuffer()),
    WebAssembly.instantiate(module, imports),
  ]);
  const engine = instance.exports;
  put(engine, new Uint8Array(runtime));
  if (!engine.take_runtime()) throw new Error(new TextDecoder().decode(answered(engine)));
  return engine;
}

function put(engine, message) {
  const at = engine.room(message.length);
  new Uint8Array(engine.memory.buffer, at, message.length).set(message);
}

function answered(engine) {
  const at = engine.answered();
  const length = new DataView(engine.memory.buffer).getUint32(at, true);
  return new Uint8Array(engine.memory.buffer, at + 4, length);
}

onmessage = async ({ data }) => {
  if (data.module) {
    start(data.module);
    return;
  }
  let engine;
  try {
    engine = await ready;
    put(engine, data);
    const isFine = engine.ask();
    const message = answered(engine);
    if (!isFine) throw new Error(new TextDecoder().decode(message));
    const length = new DataView(message.buffer, message.byteOffset).getUint32(0, true);
    const answer = JSON.parse(new TextDecoder().decode(message.subarray(4, 4 + length)));
    const bytes = message.slice(4 + length);
    postMessage({ answer, bytes }, [bytes.buffer]);
  } catch (error) {
    postMessage({ error: told(error, engine) });
  }
};

/** What went wrong: after a trap, what the generator said last. */
function told(error, engine) {
  if (error instanceof RangeError) return 'the document is nested too deeply, or too large, for this browser';
  if (!(error instanceof WebAssembly.RuntimeError)) return error.message;
  try {
    return `the generator failed, which is its fault: ${new TextDecoder().decode(answered(engine))}`;
  } catch {
    return `the generator failed, which is its fault: ${error.message}`;
  }
}
