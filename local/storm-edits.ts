import fc from 'fast-check';
import type { Sql } from 'postgres';
import { z } from 'zod';

/** What somebody does to the spaces; `at` picks one of them, however many there are. */
type Edit =
  | { does: 'rename'; at: number; name: string }
  | { does: 're-price'; at: number; hour: string; day: string | null }
  | { does: 'archive or revive'; at: number }
  | { does: 'delete'; at: number }
  | { does: 'add'; hour: string; day: string | null }
  | { does: 're-price many'; at: number; hour: string };

/** The amounts that a space may have: few, so that old prices come back and the number of prices can be bounded. */
export const hourAmounts = ['10', '12.5', '25', '30.1'];
export const dayAmounts = ['80', '140'];
/** So many spaces are changed by one statement when somebody changes many. */
const MANY = 20;

const at = fc.nat();
const hour = fc.constantFrom(...hourAmounts);
const day = fc.constantFrom(null, ...dayAmounts);
const name = fc.nat({ max: 999 }).map((number) => `Desk ${number}`);

const edit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 30, arbitrary: fc.record({ does: fc.constant('rename' as const), at, name }) },
  { weight: 35, arbitrary: fc.record({ does: fc.constant('re-price' as const), at, hour, day }) },
  { weight: 20, arbitrary: fc.record({ does: fc.constant('archive or revive' as const), at }) },
  { weight: 5, arbitrary: fc.record({ does: fc.constant('delete' as const), at }) },
  { weight: 5, arbitrary: fc.record({ does: fc.constant('add' as const), hour, day }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('re-price many' as const), at, hour }) },
);

/** What happens in each moment of a storm; the same for a seed. */
export function editsOf(seed: number, moments: number): Edit[][] {
  return fc.sample(fc.array(edit, { maxLength: 3 }), { seed, numRuns: moments });
}

const added = z.array(z.object({ id: z.string() }));

/** The spaces of a storm, and what is done to them by plain SQL. */
export class StormSpaces {
  #ids: string[] = [];

  constructor(private readonly sql: Sql) {}

  async add(spaces: { hour: string; day: string | null }[]) {
    const rows = spaces.map(({ hour, day }) => ({ name: 'Desk', price_per_hour: hour, price_per_day: day }));
    this.#ids.push(
      ...added.parse(await this.sql`insert into spaces ${this.sql(rows)} returning id`).map(({ id }) => id),
    );
  }

  async make(edit: Edit) {
    if (edit.does === 'add') return this.add([edit]);
    const first = edit.at % this.#ids.length;
    const id = this.#ids[first] ?? '';
    switch (edit.does) {
      case 'rename':
        return this.sql`update spaces set name = ${edit.name} where id = ${id}`;
      case 're-price':
        return this
          .sql`update spaces set price_per_hour = ${edit.hour}, price_per_day = ${edit.day} where id = ${id}`;
      case 'archive or revive':
        return this.sql`update spaces set is_active = not is_active where id = ${id}`;
      case 'delete':
        return this.sql`delete from spaces where id = ${id}`;
      default: {
        const ids = this.#ids.slice(first, first + MANY);
        return this.sql`update spaces set price_per_hour = ${edit.hour} where id in ${this.sql(ids)}`;
      }
    }
  }
}
