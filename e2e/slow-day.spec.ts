import { expect, test } from './people';

test('a pressed link leads where it leads, whatever was typed a moment before and however long it takes', async ({
  asAdmin: page,
  organisation,
  sql,
}) => {
  await page.goto(`/admin/organisations?q=${encodeURIComponent(organisation.name)}`);
  const link = page.getByRole('link', { name: organisation.name });
  await expect(link).toBeVisible();
  await sql.begin(async (tx) => {
    // Nobody can read an organisation for a second.
    await tx`lock table organisations in access exclusive mode`;
    // Typed and pressed in one breath: a busy machine must not put the rest of the search between the two.
    await link.evaluate((anchor: HTMLElement) => {
      const box = document.querySelector('input[type=search]');
      const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
      value?.set?.call(box, 'Another one');
      box?.dispatchEvent(new Event('input', { bubbles: true }));
      anchor.click();
    });
    // What is being left takes nothing in any more.
    await expect(page.getByRole('main')).toHaveAttribute('aria-busy', 'true');
    await page.keyboard.type('and another');
    await tx`select pg_sleep(1)`;
  });
  await expect(page).toHaveURL(new RegExp(`/admin/organisations/${organisation.id}$`));
  await expect(page.getByRole('heading', { name: organisation.name })).toBeVisible();
  await expect(page.getByRole('main')).toHaveAttribute('aria-busy', 'false');
});

test('what is typed while the page is not quite there is sought all the same', async ({
  asAdmin: page,
  organisation,
}) => {
  // A thin line: the words of the page are there seconds before its programs.
  const line = await page.context().newCDPSession(page);
  const speed = { latency: 100, downloadThroughput: 250_000, uploadThroughput: 250_000 };
  await line.send('Network.enable');
  await line.send('Network.emulateNetworkConditions', { offline: false, ...speed });
  await page.goto('/admin/organisations', { waitUntil: 'commit' });
  await page.getByRole('searchbox', { name: 'Search by name' }).fill(organisation.name);
  await expect(page).toHaveURL(/organisations\?q=Organisation/);
  await expect(page.getByRole('link', { name: organisation.name })).toBeVisible();
});
