import 'server-only';
import { z } from 'zod';
import { env } from '../env';
import type { World } from '../world';

const claimed = z.array(
  z.object({
    alert_id: z.coerce.number(),
    what: z.string(),
    details: z.record(z.string(), z.unknown()),
    created_at: z.string(),
  }),
);

/** How long whoever takes alerts may take to answer. */
const PATIENCE_MS = 5000;

/**
 * Posts what needs a person to ALERT_WEBHOOK_URL, as `{ text, what, details, at }`; `text` is what chat programs show. What
 * cannot be posted now is posted with the next tick of the clock.
 */
export async function sendAlerts(world: World): Promise<void> {
  const { alertUrl, appUrl } = env();
  if (alertUrl === undefined) return;
  const { data } = await world.db.rpc('alert_claim').throwOnError();
  for (const { alert_id, what, details, created_at } of claimed.parse(data)) {
    const body = { text: `Tandem: ${what} (${appUrl}/admin)`, what, details, at: created_at };
    try {
      const answer = await fetch(alertUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      if (!answer.ok) throw new Error(`It answered ${answer.status}.`);
    } catch (error) {
      world.log.error({ alert: alert_id, what, error }, 'an alert could not be posted');
      return;
    }
    await world.db.rpc('alert_sent', { alert_id }).throwOnError();
  }
}
