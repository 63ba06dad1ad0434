import { only, type Scene } from './people';

/** Two organisations with an event and a ticket type each, the first one published; the scene's person is a member of the first. */
export async function twoSellers({ sql, person }: Scene) {
  const add = async (name: string, account: string, isPublished: boolean) => {
    const { organisation_id: organisation } = only(
      await sql<{ organisation_id: string }[]>`
        insert into organisations (name, default_currency, stripe_onbehalfof) values (${name}, 'aud', ${account})
        returning organisation_id`,
    );
    const { event_id: event } = only(
      await sql<{ event_id: string }[]>`
        insert into events (organisation_id, title, is_published) values (${organisation}, ${`${name} ball`}, ${isPublished})
        returning event_id`,
    );
    const { id: ticket } = only(
      await sql<{ id: string }[]>`
        insert into event_tickets (event_id, name, price) values (${event}, 'Seat', 40) returning id`,
    );
    return { organisation, event, ticket };
  };
  const mine = await add('Mine', 'acct_mine', false);
  const theirs = await add('Theirs', 'acct_theirs', true);
  await sql`insert into organisation_members (organisation_id, user_id) values (${mine.organisation}, ${person})`;
  return { mine, theirs };
}
