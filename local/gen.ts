import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { startDatabase } from '../supabase/tests/database';
import { dumpSchema } from './schema-dump';

const root = path.resolve(import.meta.dirname, '..');

/** A folder of descriptions whose registry is generated, the files in it that describe nothing, and what it exports. */
type Registry = { folder: string; others: string[]; exports: string; files?: RegExp };

const registries: Registry[] = [
  { folder: 'lib/kinds', others: ['kind.ts'], exports: 'kinds' },
  // Each file is named after the event of Stripe that it answers, and exports `answer`.
  { folder: 'lib/notices', others: [], exports: 'notices', files: /^[a-z_]+(\.[a-z_]+)+\.ts$/ },
];

const camelCase = (name: string) => name.replace(/[-.](\w)/g, (_, letter: string) => letter.toUpperCase());

function registryText({ folder, others, exports, files = /^[^.]+\.ts$/ }: Registry): string {
  const names = readdirSync(path.join(root, folder))
    .filter((file) => files.test(file) && !/\.(gen|test)\.ts$/.test(file) && !others.includes(file))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();
  if (exports === 'notices') return noticesText(names);
  const imports = names.map((name) => `import { ${camelCase(name)} } from './${name}';\n`);
  return `// Written by \`npm run gen\` from the files of this folder.
${imports.join('')}
export const ${exports} = { ${names.map(camelCase).join(', ')} };
`;
}

function noticesText(names: string[]): string {
  const imports = names.map((name) => `import { answer as ${camelCase(name)} } from './${name}';\n`);
  const entries = names.map((name) => `  '${name}': ${camelCase(name)},\n`);
  return `// Written by \`npm run gen\` from the files of this folder.
${imports.join('')}
export const notices = {
${entries.join('')}};
`;
}

/** Every generated file, by its place in the repository, as it should read. */
export async function generatedFiles(): Promise<Map<string, string>> {
  const files = new Map(
    registries.map((registry) => [`${registry.folder}/registry.gen.ts`, registryText(registry)]),
  );
  const database = await startDatabase();
  try {
    files.set('supabase/schema.sql', await dumpSchema(database.sql));
  } finally {
    await database.stop();
  }
  return files;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [file, text] of await generatedFiles()) {
    writeFileSync(path.join(root, file), text);
    console.log(`${file} is written.`);
  }
}
