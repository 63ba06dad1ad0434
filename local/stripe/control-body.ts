import type { Context } from 'hono';
import { z } from 'zod';
import { Refusal } from './errors';
import { readJson } from './json';

/** The body of a control, checked. An empty body is an empty object. */
export async function bodyOf<Shape extends z.ZodType>(
  context: Context,
  shape: Shape,
): Promise<z.output<Shape>> {
  const text = await context.req.text();
  return shape.parse(text === '' ? {} : readJson(text));
}

/** What a control answers when it is asked for something that makes no sense. */
export function explainControl(error: Error, context: Context) {
  if (error instanceof z.ZodError) return context.json({ error: { message: z.prettifyError(error) } }, 400);
  if (error instanceof Refusal) return context.json({ error: error.body }, error.status === 404 ? 404 : 400);
  throw error;
}
