/** Runs once when a server starts: one that lacks a variable says so and ends, instead of failing at every request. */
export async function register() {
  const { NEXT_RUNTIME } = process.env;
  if (NEXT_RUNTIME !== 'nodejs') return;
  const { checkEnvironment } = await import('./lib/doors/start');
  checkEnvironment();
}
