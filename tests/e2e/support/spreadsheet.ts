// What LibreOffice makes of a table.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What separates the cells, as LibreOffice numbers it. */
export const SEPARATORS = { ',': 44, ';': 59, '\t': 9 };

/** The rows of a table's cells as LibreOffice shows them, and the formulas that it found. */
export async function openTable(csv: string, separator: keyof typeof SEPARATORS) {
  const folder = await mkdtemp(join(tmpdir(), 'table-'));
  try {
    const file = join(folder, 'table.csv');
    await writeFile(file, csv);
    // Cells in quotes, in UTF-8, from the first line.
    const filter = `CSV:${SEPARATORS[separator]},34,76,1`;
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    await run('soffice', [profile, '--headless', `--infilter=${filter}`, '--convert-to', 'fods', '--outdir', folder, file]);
    return cellsOf(await readFile(join(folder, 'table.fods'), 'utf8'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function cellsOf(document: string) {
  const rows = [...document.matchAll(/<table:table-row[^>]*>(.*?)<\/table:table-row>/gs)].map(([, row]) =>
    [...row!.matchAll(/<table:table-cell([^>]*?)(?:\/>|>(.*?)<\/table:table-cell>)/gs)].flatMap(([, attributes, content = '']) => {
      const repeated = Number(/number-columns-repeated="(\d+)"/.exec(attributes!)?.[1] ?? 1);
      const text = content.replaceAll(/<\/text:p>\s*<text:p>/g, '\n').replaceAll(/<[^>]*>/g, '').trim();
      return Array<string>(repeated).fill(text);
    }),
  );
  const formulas = [...document.matchAll(/table:formula="([^"]*)"/g)].map(([, formula]) => formula);
  return { rows: rows.filter((row) => row.some((cell) => cell !== '')), formulas };
}
