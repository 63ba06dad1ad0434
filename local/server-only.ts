// Outside Next there is no browser bundle to guard: tests resolve `server-only` to this empty module.
export {};
