import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { projectRoot } from './build';

/** The engine in one file of plain JavaScript: a process that finds it so starts at once, and hundreds are started. */
export function bundleEngine() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tandem-engine-'));
  const program = path.join(folder, 'engine.cjs');
  buildSync({
    entryPoints: [path.join(projectRoot, 'local', 'engine-process.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    target: 'node20',
    conditions: ['react-server'],
    logLevel: 'warning',
  });
  return { program, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
