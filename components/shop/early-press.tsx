import { pressScript } from './press-queue';

/** Remembers what is pressed before the page's own scripts have come, on a slow line for instance. */
export function EarlyPress() {
  return <script dangerouslySetInnerHTML={{ __html: pressScript }} />;
}
