import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultsOf, TestApi } from '../../../local/test-api';
import { addEvent, setAccount } from '../../../local/test-sellers';
import { onboardingAnswer, organisationRow } from '@/lib/schemas/organisation';

let api: TestApi;
const ask: TestApi['ask'] = (...call) => api.ask(...call);

beforeAll(async () => {
  api = await TestApi.open();
});
afterAll(() => api.stack.stop());

const make = async (values: object = {}) =>
  organisationRow.parse(
    (await ask('POST', '/api/organisations', { body: { name: 'Lodge', ...values } })).body,
  );

test('an organisation is made on an existing account, and says at once what it may do', async () => {
  await setAccount(api.stack, 'acct_there', { state: 'ready' });
  const made = await make({ stripe_onbehalfof: 'acct_there', default_currency: 'aud' });
  expect(made).toMatchObject({
    default_currency: 'aud',
    account: { state: 'may_be_paid_out', maySell: true },
  });
  await setAccount(api.stack, 'acct_there', { requirements_due: ['external_account'] });
  const again = await ask('POST', `/api/organisations/${made.organisation_id}/account`);
  expect(organisationRow.parse(again.body).account).toMatchObject({ due: ['external_account'] });
});

test('A1: an account of another platform, the platform’s own, and one that is taken are refused at the field', async () => {
  const { id: own } = await api.stack.world.stripe.accounts.retrieveCurrent();
  await setAccount(api.stack, 'acct_taken');
  await make({ stripe_onbehalfof: 'acct_taken' });
  const cases = [
    ['acct_stranger', 422, 'account_unknown'],
    [own, 422, 'account_is_platform'],
    ['prod_1', 422, 'not_an_account'],
    ['acct_taken', 409, 'taken'],
  ] as const;
  const { organisation_id: id } = await make();
  for (const [account, status, code] of cases) {
    for (const [method, path] of [
      ['POST', '/api/organisations'],
      ['PATCH', `/api/organisations/${id}`],
    ] as const) {
      const said = await ask(method, path, { body: { name: 'Refused', stripe_onbehalfof: account } });
      expect(said.status).toBe(status);
      expect(faultsOf(said)).toEqual([['stripe_onbehalfof', code]]);
    }
  }
  expect(await api.stack.sql`select from organisations where name = 'Refused'`).toHaveLength(0);
});

test('onboarding makes one account however often it is asked for, and a link for each visit', async () => {
  const { organisation_id: id } = await make({ name: 'Onboards' });
  const path = `/api/organisations/${id}/onboarding`;
  const links = [];
  for (let visit = 0; visit < 3; visit += 1)
    links.push(onboardingAnswer.parse((await ask('POST', path, { body: { country: 'AU' } })).body).url);
  expect(new Set(links).size).toBe(3);
  const { data } = await api.stack.world.stripe.accounts.list({ limit: 100 });
  expect(data.filter(({ metadata }) => metadata?.organisation_id === id)).toHaveLength(1);
  const said = await ask('POST', `/api/organisations/${id}/account`);
  expect(organisationRow.parse(said.body).account).toMatchObject({
    state: 'information_due',
    maySell: false,
  });
  expect((await ask('POST', path, { body: { country: 'XX' } })).status).toBe(422);
});

test('onboarding whose answer was lost finds the account that it has made', async () => {
  const { organisation_id: id } = await make({ name: 'Lost' });
  const path = `/api/organisations/${id}/onboarding`;
  expect((await ask('POST', path)).status).toBe(200);
  const of = async () =>
    (
      await api.stack
        .sql`select stripe_onbehalfof as account from organisations where organisation_id = ${id}`
    )[0];
  const first = await of();
  // As if the process had died before it could write the account down.
  await api.stack.sql`update organisations set stripe_onbehalfof = null where organisation_id = ${id}`;
  expect((await ask('POST', path)).status).toBe(200);
  expect(await of()).toEqual(first);
});

test('A4: onboarding on an account that has taken its leave says so', async () => {
  await setAccount(api.stack, 'acct_shut');
  const { organisation_id: id } = await make({ name: 'Shut', stripe_onbehalfof: 'acct_shut' });
  await setAccount(api.stack, 'acct_shut', { is_deauthorised: true });
  const said = await ask('POST', `/api/organisations/${id}/onboarding`);
  expect(said).toMatchObject({ status: 409, code: 'account_gone' });
  const row = organisationRow.parse((await ask('GET', `/api/organisations/${id}`)).body);
  expect(row.account).toMatchObject({ state: 'deauthorised', due: [] });
});

test('members come by their address and go again; an unknown address is refused at the field', async () => {
  const { organisation_id: id } = await make({ name: 'Members' });
  const path = `/api/organisations/${id}/members`;
  expect((await ask('POST', path, { body: { email: 'stranger@tandem.test' } })).status).toBe(204);
  const [person] = await api.stack
    .sql`select user_id from organisation_members where organisation_id = ${id}`;
  const unknown = await ask('POST', path, { body: { email: 'nobody@tandem.test' } });
  expect(unknown.status).toBe(422);
  expect(faultsOf(unknown)).toEqual([['email', 'unknown_person']]);
  expect((await ask('DELETE', `${path}/${String(person?.user_id)}`)).status).toBe(204);
  expect((await ask('DELETE', `${path}/${String(person?.user_id)}`)).status).toBe(404);
});

test('one that has events is not deleted, and says why', async () => {
  const { organisation_id: id } = await make({ name: 'In use' });
  const event = await addEvent(api.stack, id);
  expect(await ask('DELETE', `/api/organisations/${id}`)).toMatchObject({ status: 409, code: 'in_use' });
  await api.stack.sql`delete from events where event_id = ${event.id}`;
  expect((await ask('DELETE', `/api/organisations/${id}`)).status).toBe(204);
});

test('P1: a visitor and a stranger are refused everywhere', async () => {
  const { organisation_id: id } = await make({ name: 'Closed' });
  const nobody = '5a1e0000-0000-4000-8000-00000000dead';
  for (const path of [
    '',
    `/${id}`,
    `/${id}/account`,
    `/${id}/onboarding`,
    `/${id}/members`,
    `/${id}/members/${nobody}`,
  ])
    for (const method of ['POST', 'GET', 'PATCH', 'DELETE'])
      for (const [token, status] of [
        ['', 401],
        [api.stranger, 403],
      ] as const) {
        const said = await fetch(`${api.stack.appUrl}/api/organisations${path}`, {
          method,
          headers: token ? { authorization: `Bearer ${token}` } : {},
        });
        expect([status, 405]).toContain(said.status);
      }
});
