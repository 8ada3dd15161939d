#!/usr/bin/env node
// `upcloud-peerings-embed FOLDER` copies what a server has to serve.
import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const [folder, ...more] = process.argv.slice(2);
if (!folder || folder.startsWith('-') || more.length > 0) {
  console.error('Usage: upcloud-peerings-embed FOLDER\n\nCopies the files of the console to FOLDER, which a server has to serve.');
  process.exit(2);
}
const files = new URL('./files/', import.meta.url);
// The modules come last, because they name the others.
const isModule = (name) => /^embed(-frame)?\./.test(name);
const names = readdirSync(files).sort((one, other) => isModule(one) - isModule(other));
mkdirSync(folder, { recursive: true });
for (const name of names) cpSync(new URL(name, files), join(folder, name));
