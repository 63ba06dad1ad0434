import 'server-only';
import { NextResponse } from 'next/server';
import { getTranslations } from 'next-intl/server';
import known from '../../messages/en.json';
import { problemOf, type Fault } from '../errors';
import { log } from '../log';

const private_ = { 'cache-control': 'private, no-store' };

/** 200 with what was asked for. */
export function ok(body: unknown) {
  return NextResponse.json(body, { headers: private_ });
}

/** 201 with the new row. */
export function created(body: unknown) {
  return NextResponse.json(body, { status: 201, headers: private_ });
}

/** 202: it is being done; the answer says where it stands. */
export function accepted(body: unknown) {
  return NextResponse.json(body, { status: 202, headers: private_ });
}

/** 204: done, and nothing is left to show. */
export function gone() {
  return new NextResponse(null, { status: 204, headers: private_ });
}

/** An error as RFC 9457 asks, in the visitor's language. What only we should know goes to the log. */
export async function refuse(error: unknown, request: Request): Promise<NextResponse> {
  const problem = problemOf(error);
  if (problem.status >= 500)
    log.error({ path: new URL(request.url).pathname, code: problem.code, error }, 'refused');
  const words = await getTranslations('errors');
  type Word = keyof typeof known.errors;
  const isWord = (code: string): code is Word => Object.hasOwn(known.errors, code);
  const say = (code: string, params: Record<string, string | number> = {}) =>
    isWord(code) ? words(code, params) : code;
  const errors = problem.errors.map(({ field, code, params }: Fault) => ({
    field,
    code,
    detail: say(code, params),
  }));
  const body = {
    type: 'about:blank',
    title: problem.code,
    status: problem.status,
    code: problem.code,
    detail: problem.detail === '' ? say(problem.code, problem.params) : problem.detail,
    ...(errors.length > 0 ? { errors } : {}),
    ...problem.more,
  };
  return NextResponse.json(body, {
    status: problem.status,
    headers: { ...private_, 'content-type': 'application/problem+json' },
  });
}
