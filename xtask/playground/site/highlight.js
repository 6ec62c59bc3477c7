// What a line of code is made of, as `[kind, text]` pairs. Lines are looked at one by one, so a text of any size costs what is
// seen of it.

const RUST = /(?<comment>\/\/.*)|(?<string>b?"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)')|(?<attribute>#!?\[[^\]]*\]?)|(?<keyword>\b(?:as|async|await|const|crate|dyn|else|enum|extern|fn|for|if|impl|in|let|loop|macro_rules|match|mod|move|mut|pub|ref|return|self|Self|static|struct|super|trait|type|unsafe|use|where|while|true|false)\b)|(?<macro>\b\w+!)|(?<type>\b[A-Z]\w*)|(?<lifetime>'\w+)|(?<digits>\b\d[\w.]*)/g;
const JSON_LIKE = /(?<key>"(?:[^"\\]|\\.)*"(?=\s*:))|(?<string>"(?:[^"\\]|\\.)*"?)|(?<digits>-?\b\d[\d.eE+-]*)|(?<keyword>\b(?:true|false|null)\b)/g;
const YAML = /(?<comment>(?:^|\s)#.*)|(?<key>(?<=^\s*(?:- +)?)[^\s"'#{}[\],&*!|>%@`-][^\s:#]*(?=\s*:(?:\s|$))|(?:^|(?<=[\s{,\-]))(?:"[^"]*"|'[^']*'|[^\s"'#{}[\],&*!|>%@`-][^\s:{}[\],]*(?: [^\s:{}[\],#]+)*)(?=\s*:(?:\s|$)))|(?<string>"(?:[^"\\]|\\.)*"?|'(?:[^']|'')*'?)|(?<digits>(?<=[\s[,:])-?\d[\d.]*(?=[\s,\]}]|$))|(?<keyword>(?<=[\s[,:])(?:true|false|null|~)(?=[\s,\]}]|$))/g;
const TOML = /(?<comment>#.*)|(?<type>^\s*\[.*\])|(?<key>^\s*[\w.-]+(?=\s*=))|(?<string>"(?:[^"\\]|\\.)*"?|'[^']*'?)|(?<digits>\b\d[\d.]*)|(?<keyword>\b(?:true|false)\b)/g;
const MARKDOWN = /(?<type>^#+ .*)|(?<string>`[^`]*`)|(?<comment>^```.*)/g;

const LANGUAGES = { rs: RUST, json: JSON_LIKE, yaml: YAML, yml: YAML, toml: TOML, md: MARKDOWN };

/** The language of a file, by its name and its first letter. */
export function languageOf(name, text) {
  if (/^\s*[{[]/.test(text.slice(0, 200))) return 'json';
  const extension = name.split('.').pop().toLowerCase();
  return extension in LANGUAGES ? extension : name === 'api.txt' ? 'rs' : name.includes('/') ? 'plain' : 'yaml';
}

/** The pieces of a line. */
export function pieces(line, language) {
  const pattern = LANGUAGES[language];
  if (!pattern) return [['', line]];
  const found = [];
  let at = 0;
  for (const match of line.matchAll(pattern)) {
    if (match[0] === '') continue;
    if (match.index > at) found.push(['', line.slice(at, match.index)]);
    const [kind] = Object.entries(match.groups).find(([, text]) => text !== undefined);
    found.push([kind, match[0]]);
    at = match.index + match[0].length;
  }
  if (at < line.length) found.push(['', line.slice(at)]);
  return found;
}
