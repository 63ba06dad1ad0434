import { closeSync, existsSync, mkdirSync, openSync, readSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { readJson } from './json';

/**
 * Remembers lines in a file, one JSON value each. A line is written before the call that caused it is answered, so
 * whatever a caller has been told survives a kill of the process.
 */
export class Journal {
  #file: string | undefined;
  #descriptor: number | undefined;
  #isPaused = false;

  constructor(file: string | undefined) {
    this.#file = file;
  }

  /** All that was remembered, read piece by piece. A last line cut short by a crash is left out. */
  *read(): Generator<unknown, undefined> {
    if (this.#file === undefined || !existsSync(this.#file)) return undefined;
    const descriptor = openSync(this.#file, 'r');
    const decoder = new StringDecoder('utf8');
    const piece = Buffer.alloc(1 << 20);
    let rest = '';
    for (let size = readSync(descriptor, piece); size > 0; size = readSync(descriptor, piece)) {
      const lines = (rest + decoder.write(piece.subarray(0, size))).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield readJson(line);
    }
    closeSync(descriptor);
    return undefined;
  }

  /** Replaces the file by what is still true, in one move. */
  compact(lines: Iterable<unknown>) {
    if (this.#file === undefined) return;
    this.close();
    mkdirSync(dirname(this.#file), { recursive: true });
    const next = `${this.#file}.next`;
    const descriptor = openSync(next, 'w');
    for (const line of lines) writeSync(descriptor, `${JSON.stringify(line)}\n`);
    closeSync(descriptor);
    renameSync(next, this.#file);
    this.#descriptor = openSync(this.#file, 'a');
  }

  write(line: unknown) {
    if (this.#descriptor === undefined || this.#isPaused) return;
    writeSync(this.#descriptor, `${JSON.stringify(line)}\n`);
  }

  /** Runs something that must not be written down, such as reading back what was. */
  quietly(run: () => void) {
    this.#isPaused = true;
    try {
      run();
    } finally {
      this.#isPaused = false;
    }
  }

  close() {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }
}
