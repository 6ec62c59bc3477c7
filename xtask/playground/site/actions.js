// Actions that are written into an overlay at the press of a button.

/** An overlay without actions, with a word on how one looks. */
export const EMPTY = `overlay: 1.0.0
info: {title: What is known beside the document, version: 1.0.0}
actions: []
# An action says what the document doesn't, for instance what an operation is called:
#
#  - target: $.paths['/v1/pages/{page_id}'].get
#    update: {operationId: RetrievePage}
`;

/** The overlay with more actions at its end, each a target and what is done there, as YAML. */
export function withActions(overlay, actions) {
  const last = overlay.match(/^( *)- +target:/gm)?.pop();
  const indent = last?.match(/^ */)[0] ?? '  ';
  const lines = actions.map(([target, what]) => `${indent}- target: ${JSON.stringify(target)}\n${indent}  ${what}\n`).join('');
  if (/^actions: *\[\] *$/m.test(overlay)) return overlay.replace(/^actions: *\[\] *$/m, () => `actions:\n${lines.trimEnd()}`);
  return `${overlay.trimEnd()}\n${lines}`;
}

/** The JSONPath of an operation. */
export function target({ method, path }) {
  const quoted = text => `'${text.replace(/[\\']/g, letter => `\\${letter}`)}'`;
  return `$.paths[${quoted(path)}][${quoted(method.toLowerCase())}]`;
}
