// Looks for what the oldest supported browsers lack in the production build: web APIs that
// its scripts and its program name, and what its style sheets use. By name only: a member
// counts as that of any interface that has it, unless the text names the interface.
import { readdirSync, readFileSync } from 'node:fs';

const read = (path) => readFileSync(new URL(path, import.meta.url), 'utf8');
const SUPPORTED = JSON.parse(read('supported.json'));
const data = JSON.parse(read('node_modules/@mdn/browser-compat-data/data.json'));

/** What may be newer, because it is asked for first or because nothing is lost without it. */
const OPTIONAL = new Map(Object.entries(JSON.parse(read('optional.json'))));
const used = new Set();

const number = (version) => Number(/[\d.]+/.exec(version)?.[0] ?? Infinity);

/** The browsers that lack a feature, or have it only with a prefix that the file does not use. */
function lacking({ __compat }, text) {
  const has = ({ version_added, version_removed, partial_implementation, flags, alternative_name, prefix }, oldest, name) =>
    !partial_implementation &&
    !flags &&
    !alternative_name &&
    (!prefix || text.includes(prefix + name)) &&
    number(version_added) <= number(oldest) &&
    (!version_removed || number(version_removed) > number(oldest));
  const name = /[^/]*$/.exec(__compat.mdn_url ?? '')[0];
  const browsers = Object.entries(SUPPORTED);
  return browsers.filter(([browser, oldest]) => ![__compat.support[browser]].flat().some((entry) => entry && has(entry, oldest, name)));
}

const problems = new Set();

/** Notes that a file uses something, which each of these features may be. */
function need({ file, text }, name, features) {
  if (features.length === 0) return;
  const missing = features.map((feature) => lacking(feature, text));
  if (missing.some((browsers) => browsers.length === 0)) return;
  if (OPTIONAL.has(name)) used.add(name);
  else problems.add(`${file}: ${name} (${missing[0].map((browser) => browser.join(' ')).join(', ')})`);
}

const interfaces = [...Object.values(data.api), ...Object.values(data.javascript.builtins), ...Object.values(data.webassembly.api ?? {})];
const byName = new Map();
for (const each of interfaces) {
  for (const [member, feature] of Object.entries(each)) {
    if (member === '__compat' || !feature.__compat) continue;
    const name = member.replace(/_static$/, '');
    byName.set(name, [...(byName.get(name) ?? []), feature]);
  }
}

function checkScript(file) {
  const code = file.text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  for (const [, owner, member] of code.matchAll(/\b([A-Z]\w+)\.(\w+)/g)) {
    const held = data.api[owner] ?? data.javascript.builtins[owner];
    if (!held) continue;
    need(file, owner, [held]);
    need(file, `${owner}.${member}`, [held[`${member}_static`] ?? held[member]].filter((feature) => feature?.__compat));
  }
  for (const [, name] of code.matchAll(/\bnew ([A-Z]\w+)/g)) need(file, name, [data.api[name] ?? data.javascript.builtins[name]].filter(Boolean));
  for (const [, member] of code.matchAll(/[\w)\]]\??\.([a-z]\w+)/g)) need(file, `.${member}`, byName.get(member) ?? []);
}

function checkStyles(file) {
  const code = file.text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(["'])(?:\\.|(?!\1).)*\1/g, '""');
  const types = Object.values(data.css.types);
  for (const [, name] of code.matchAll(/@([a-z-]+)/g)) need(file, `@${name}`, [data.css['at-rules'][name]].filter(Boolean));
  for (const [, name] of code.matchAll(/:{1,2}([a-z-]+)(?=[^;{}]*\{)/g)) need(file, `:${name}`, [data.css.selectors[name]].filter(Boolean));
  for (const [, name, value] of code.matchAll(/[{;]\s*([a-z-]+)\s*:([^;{}]*)(?=[;}])/g)) {
    const property = data.css.properties[name];
    if (!property) continue;
    need(file, name, [property]);
    if (name === 'cursor') continue;
    for (const [, word] of value.matchAll(/(?<![\w-])([a-z][a-z-]+)(?![\w-]*\()/g)) need(file, `${name}: ${word}`, [property[word]].filter((feature) => feature?.__compat));
    for (const [, word] of value.matchAll(/([a-z-]+)\(/g)) {
      need(file, `${word}()`, [data.css.types[word], ...types.map((type) => type[word])].filter((feature) => feature?.__compat));
    }
  }
}

const dist = new URL('../../dist/', import.meta.url);
const files = readdirSync(dist, { recursive: true }).map(String).sort();
const checked = { '.js': checkScript, '.css': checkStyles };
let count = 0;
for (const file of files) {
  const check = checked[/\.\w+$/.exec(file)?.[0]];
  if (!check) continue;
  count += 1;
  check({ file, text: readFileSync(new URL(file, dist), 'utf8') });
}
const { chrome, firefox, safari } = SUPPORTED;
const versions = `Chrome or Edge ${chrome}, Firefox ${firefox} or Safari ${safari}`;
for (const file of ['README.md', 'docs/embedding.md', 'public/options.js']) {
  if (!read(`../../${file}`).replaceAll(/\s+/g, ' ').includes(versions)) problems.add(`${file}: does not say "${versions}"`);
}
if (count === 0) problems.add('dist/ has no scripts and no style sheets');
for (const name of OPTIONAL.keys()) if (!used.has(name)) problems.add(`optional.json: ${name} is not used, or no longer new`);
for (const problem of problems) console.error(problem);
console.log(`${count} files: ${problems.size} problems`);
process.exitCode = problems.size ? 1 : 0;
