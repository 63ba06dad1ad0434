import type { World } from '../world';

/** What a notice is about: an id and an account, never the payload, so that no answer can believe old news. */
export type Notice = {
  /** The object that Stripe hints at. */
  id: string;
  /** The connected account it lives in; null for the platform's own. */
  account: string | null;
};

/** What is done about a notice. Harmless to repeat; what it throws is told and tried again. */
export type Answer = (world: World, notice: Notice) => Promise<void>;
