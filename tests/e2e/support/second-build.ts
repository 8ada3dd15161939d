// A build as the next version would be: the same program, but each file whose name has a
// hash has another content, another name and another integrity.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The name of a file that changes with its content. */
export const HASHED = /-[0-9a-f]{16}(_bg)?\.\w+$/;

/** Compressed versions, which a server may send instead of the file. */
const COMPRESSED = /\.(br|gz)$/;

/** What is added to a file of each kind, without any effect. */
const ADDED: Record<string, Buffer> = {
  // A custom section, which any engine ignores.
  wasm: Buffer.from([0, 2, 1, 'n'.charCodeAt(0)]),
  js: Buffer.from('\n// The next version.\n'),
  css: Buffer.from('\n/* The next version. */\n'),
  svg: Buffer.from('<!-- The next version. -->'),
};

/** The files of a build by name, without compressed versions. */
export function filesOf(folder: string): Map<string, Buffer> {
  // trunk may have left a folder in it.
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  const names = files.map(({ name }) => name).filter((name) => !COMPRESSED.test(name));
  return new Map(names.map((name) => [name, readFileSync(join(folder, name))]));
}

/** The files of the next build after `first`. */
export function nextBuild(first: Map<string, Buffer>): Map<string, Buffer> {
  const next = new Map<string, Buffer>();
  /** Old names and integrities with the new ones. */
  const replaced: [string, string][] = [];
  const waiting = new Set([...first.keys()].filter((name) => HASHED.test(name)));
  const refersTo = (content: Buffer, others: Iterable<string>) => [...others].some((other) => content.includes(other));
  while (waiting.size > 0) {
    // A file's hash covers the names of the files that it fetches: those come first.
    const ready = [...waiting].filter((name) => !refersTo(first.get(name)!, [...waiting].filter((other) => other !== name)));
    if (ready.length === 0) throw new Error(`these files refer to one another: ${[...waiting].join(', ')}`);
    for (const name of ready) {
      waiting.delete(name);
      const old = first.get(name)!;
      const content = Buffer.concat([withReplaced(name, old, replaced), ADDED[name.split('.').at(-1)!]]);
      const renamed = name.replace(/[0-9a-f]{16}/, digest(content).toString('hex').slice(0, 16));
      next.set(renamed, content);
      replaced.push([name, renamed], [integrity(old), integrity(content)]);
    }
  }
  for (const [name, content] of first) {
    if (!HASHED.test(name)) next.set(name, withReplaced(name, content, replaced));
  }
  return next;
}

function withReplaced(name: string, content: Buffer, pairs: [string, string][]): Buffer {
  if (name.endsWith('.wasm')) return content;
  let text = content.toString();
  for (const [old, renewed] of pairs) text = text.replaceAll(old, renewed);
  return Buffer.from(text);
}

function digest(content: Buffer): Buffer {
  return createHash('sha384').update(content).digest();
}

function integrity(content: Buffer): string {
  return `sha384-${digest(content).toString('base64')}`;
}
