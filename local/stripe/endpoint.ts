import type Stripe from 'stripe';
import type { z } from 'zod';
import type { Clock } from './clock';
import type { Deliveries } from './deliveries';
import { checkExpand } from './expand';
import { read } from './fields';
import type { Idempotency } from './idempotency';
import type { Levers } from './levers';
import type { Params } from './params';
import type { RequestLog } from './request-log';
import type { Space, Store } from './store';

/** The parts of a running emulator. */
export type Core = {
  clock: Clock;
  store: Store;
  levers: Levers;
  requests: RequestLog;
  idempotency: Idempotency;
  deliveries: Deliveries;
  /** Where it is reached, without a slash at the end. */
  url: () => string;
};

/** Something done to one object space, by a call or by a person at the emulator's own pages. */
export type Act = {
  core: Core;
  space: Space;
  /** What the events of this act name as their cause. */
  request: Stripe.Event.Request | null;
  /** Makes no events: for a past that is put in place rather than lived through. */
  isQuiet?: boolean;
  /** When it happens, in seconds; now, unless a past is put in place. */
  at?: number;
};

/** The second in which an act happens. */
export function secondOf({ core, at }: Act): number {
  return at ?? core.clock.seconds();
}

/** A call to the API. */
export type Call = Act & {
  /** The parts of the path that the endpoint left open, in order. */
  ids: string[];
  url: string;
};

export type Endpoint = {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  /** Checks the parameters, and gives back what is to be done with them. */
  begin: (call: Call, params: Params) => { run: () => object; expand: string[] };
};

type Definition<Shape extends z.ZodType> = {
  method: Endpoint['method'];
  path: string;
  params: Shape;
  run: (call: Call, params: z.output<Shape>, id: string) => object;
};

/** One method and path of the API, what it accepts, and what it does. */
export function endpoint<Shape extends z.ZodType<{ expand?: string[] | undefined }>>({
  method,
  path,
  params: shape,
  run,
}: Definition<Shape>): Endpoint {
  return {
    method,
    path,
    begin: (call, given) => {
      const params = read(shape, given);
      const { expand = [] } = params;
      checkExpand(expand);
      return { run: () => run(call, params, call.ids[0] ?? ''), expand };
    },
  };
}
