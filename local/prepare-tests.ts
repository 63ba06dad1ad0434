import { fetchBrowser } from './browser';
import { buildApp } from './build';
import { Refusal } from './settings';

// What the tests of the stack and of the browser stand on: a browser, and the production build.
const say = (line: string) => console.log(line);
try {
  fetchBrowser(say);
  await buildApp(say);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  if (!(error instanceof Refusal)) console.error('The tests cannot start without it.');
  process.exitCode = 1;
}
