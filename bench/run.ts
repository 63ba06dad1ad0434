import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';

// `npm run bench` runs every measurement of this folder, `npm run bench sync` the one of that name.
const folder = import.meta.dirname;
const names = readdirSync(folder).flatMap(
  (file) => /^(?<name>[\w-]+)\.bench\.ts$/.exec(file)?.groups?.name ?? [],
);
const [asked] = process.argv.slice(2);
const bench = z.object({ bench: z.custom<() => Promise<void>>((value) => typeof value === 'function') });

if (asked !== undefined && !names.includes(asked)) {
  console.error(`There is no bench "${asked}". There are: ${names.join(', ')}.`);
  process.exitCode = 1;
} else {
  for (const name of asked === undefined ? names : [asked]) {
    const read: unknown = await import(pathToFileURL(path.join(folder, `${name}.bench.ts`)).href);
    console.log(`\n${name}\n`);
    await bench.parse(read).bench();
  }
}
