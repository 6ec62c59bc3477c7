// Files that somebody opens: chosen, dropped or pasted.

// One line of JSON as long as this is not for reading.
const UNREADABLE = 5_000;

/** An opened file: a name, and text; bytes that are no UTF-8 stay as they are, for the generator to say so. */
export async function opened(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return taken(file.webkitRelativePath || file.name, bytes);
}

export function taken(name, bytes) {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { name, text: readable(text) };
  } catch {
    return { name, text: '', bytes };
  }
}

/** Whether a place in `file` is in an opened file: browsers keep the folders of chosen files to themselves. */
export const isOf = (file, { name }) => file === name || Boolean(file?.endsWith(`/${name}`));

/** What is sent of a file. */
export const bytesOf = file => file.bytes ?? new TextEncoder().encode(file.text);

/** Which of several files is the document: the one that says so. */
export function documentFirst(files) {
  const says = ({ text }) => /^\s*["']?(?:openapi|swagger)["']?\s*:/m.test(text.slice(0, 4_000)) || /"(?:openapi|routes|res)"\s*:/.test(text.slice(0, 4_000));
  const at = Math.max(0, files.findIndex(says));
  return [files[at], ...files.slice(0, at), ...files.slice(at + 1)];
}

/** A name for a crate, after the document's file. */
export function providerOf(name) {
  const stem = name.split('/').pop().replace(/\.[^.]*$/, '').replace(/^(?:openapi|swagger)$/i, 'api');
  const plain = stem.toLowerCase().replace(/[^a-z0-9._-]+/g, '-').replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '');
  return plain || 'api';
}

/** JSON in one long line gets lines; nothing else about it changes. */
function readable(text) {
  if (text.length < UNREADABLE || !/^\s*[{[]/.test(text) || text.length / (text.split('\n').length) < UNREADABLE) return text;
  let depth = 0;
  const line = () => `\n${'  '.repeat(depth)}`;
  return text.replace(/"(?:[^"\\]|\\.)*"|[{[]\s*[}\]]|[{}[\],:]|\s+/g, token => {
    if (token[0] === '"' || token.length > 1 && /[{[]/.test(token[0])) return token;
    if (token === '{' || token === '[') return depth++, token + line();
    if (token === '}' || token === ']') return depth--, line() + token;
    if (token === ',') return token + line();
    return token === ':' ? ': ' : '';
  });
}

/** Saves a blob under a name. */
export function save(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
