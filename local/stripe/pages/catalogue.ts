import { Hono, type Context } from 'hono';
import { html } from 'hono/html';
import { readable } from '../currencies';
import type { Core } from '../endpoint';
import { page } from '../lists';
import type { PriceObject, ProductObject } from '../objects';
import { findPrice, updatePrice } from '../prices';
import { deleteProduct, findProduct, updateProduct } from '../products';
import { alert, answerPage, badge, button, everything, more, table, time } from './layout';
import { bases, formOf, goBack, olderThan, placeOf, type Place } from './place';

/** Products and prices, seen and edited as in Stripe's dashboard: without an API key, but with events. */
export function cataloguePages(core: Core) {
  const app = new Hono();
  for (const base of bases) {
    app.get(`${base}/products`, (context) => showProducts(context, placeOf(core, context)));
    app.get(`${base}/products/:id`, (context) =>
      showProduct(context, placeOf(core, context), context.req.param('id')),
    );
    app.get(`${base}/prices/:id`, (context) =>
      showPrice(context, placeOf(core, context), context.req.param('id')),
    );
    app.post(`${base}/products/:id`, (context) =>
      changeProduct(context, placeOf(core, context), context.req.param('id')),
    );
    app.post(`${base}/prices/:id`, (context) =>
      changePrice(context, placeOf(core, context), context.req.param('id')),
    );
  }
  return app;
}

function showProducts(context: Context, { act, base }: Place) {
  const after = context.req.query('after');
  const paging = { limit: 50, starting_after: after };
  const list = page({ table: act.space.tables.product, noun: 'product', url: '', paging });
  const rows = list.data.map(
    (row) =>
      html`<tr>
        <td><a href="${base}/products/${encodeURIComponent(row.id)}">${row.name}</a></td>
        <td>${badge(row.active ? 'active' : 'archived')}</td>
        <td>${amountOf(act.space.tables.price.get(row.default_price ?? ''))}</td>
        <td><code>${row.id}</code></td>
        <td>${time(row.created)}</td>
      </tr>`,
  );
  const body = html`<h1>Products</h1>
    <p class="soft">${act.space.tables.product.size} in all</p>
    ${table('Products', ['Name', 'State', 'Default price', 'Id', 'Created'], rows)}
    ${more(olderThan(context, list))}`;
  return answerPage({ title: 'Products', body, base });
}

function showProduct(context: Context, { act, base }: Place, id: string) {
  const product = act.space.tables.product.get(id);
  if (!product) return notThere(base, `There is no product ${id} here.`);
  const here = `${base}/products/${encodeURIComponent(id)}`;
  const prices = [...act.space.tables.price.walk({ within: { index: 'product', value: id } })];
  const rows = prices.map((price) => priceRow(price, product, base));
  const body = html`<h1>${product.name}</h1>
    ${alert(context.req.query('refused'))}
    <div class="card">
      <dl>
        <dt>State</dt>
        <dd>${badge(product.active ? 'active' : 'archived')}</dd>
        <dt>Id</dt>
        <dd><code>${product.id}</code></dd>
        <dt>Description</dt>
        <dd>${product.description ?? '—'}</dd>
        <dt>Images</dt>
        <dd>
          ${product.images.length === 0 ? '—' : product.images.map((image) => html`<code>${image}</code> `)}
        </dd>
        <dt>Metadata</dt>
        <dd>
          ${Object.entries(product.metadata).map(([key, value]) => html`<code>${key}: ${value}</code><br />`)}
        </dd>
        <dt>Updated</dt>
        <dd>${time(product.updated)}</dd>
      </dl>
    </div>
    <h2>Prices</h2>
    ${table('Prices', ['Amount', 'State', 'Lookup key', 'Id', 'Created', 'Actions'], rows)}
    <h2>Edit as in the dashboard</h2>
    <form method="post" action="${here}" class="card">
      <input type="hidden" name="does" value="edit" />
      <label for="name">Name</label>
      <input id="name" name="name" value="${product.name}" required />
      <label for="description">Description</label>
      <textarea id="description" name="description">${product.description ?? ''}</textarea>
      <button class="main">Save</button>
    </form>
    ${button(here, product.active ? 'Archive product' : 'Unarchive product', { does: product.active ? 'archive' : 'revive' })}
    ${button(here, 'Delete product', { does: 'delete' }, 'danger')} ${everything(product)}`;
  return answerPage({ title: product.name, body, base });
}

function priceRow(price: PriceObject, product: ProductObject, base: string) {
  const here = `${base}/prices/${price.id}`;
  const isDefault = product.default_price === price.id;
  const path = `${base}/products/${encodeURIComponent(product.id)}`;
  return html`<tr>
    <td><a href="${here}">${amountOf(price)}</a></td>
    <td>${badge(price.active ? 'active' : 'archived')} ${isDefault ? badge('default') : ''}</td>
    <td>${price.lookup_key === null ? '—' : html`<code>${price.lookup_key}</code>`}</td>
    <td><code>${price.id}</code></td>
    <td>${time(price.created)}</td>
    <td>
      ${button(here, price.active ? 'Archive' : 'Unarchive', { does: price.active ? 'archive' : 'revive', to: 'product' })}
      ${isDefault || !price.active ? '' : button(path, 'Make default', { does: 'default', price: price.id })}
    </td>
  </tr>`;
}

function showPrice(context: Context, { act, base }: Place, id: string) {
  const price = act.space.tables.price.get(id);
  if (!price) return notThere(base, `There is no price ${id} here.`);
  const product = act.space.tables.product.get(price.product);
  const body = html`<h1>${amountOf(price)}</h1>
    ${alert(context.req.query('refused'))}
    <div class="card">
      <dl>
        <dt>State</dt>
        <dd>
          ${badge(price.active ? 'active' : 'archived')}
          ${product?.default_price === id ? badge('default') : ''}
        </dd>
        <dt>Product</dt>
        <dd>
          <a href="${base}/products/${encodeURIComponent(price.product)}"
            >${product?.name ?? price.product}</a
          >
        </dd>
        <dt>Id</dt>
        <dd><code>${price.id}</code></dd>
        <dt>Lookup key</dt>
        <dd>${price.lookup_key ?? '—'}</dd>
        <dt>Created</dt>
        <dd>${time(price.created)}</dd>
      </dl>
    </div>
    ${button(`${base}/prices/${id}`, price.active ? 'Archive price' : 'Unarchive price', { does: price.active ? 'archive' : 'revive' })}
    ${everything(price)}`;
  return answerPage({ title: `Price ${id}`, body, base });
}

async function changeProduct(context: Context, { act, base }: Place, id: string) {
  const { does, name = '', description, price } = await formOf(context);
  const here = `${base}/products/${encodeURIComponent(id)}`;
  if (does === 'delete') {
    const isEmpty = act.space.tables.price.find('product', id) === undefined;
    return goBack(context, isEmpty ? `${base}/products` : here, () =>
      deleteProduct(act, findProduct(act, id).id),
    );
  }
  const changes: Record<string, Parameters<typeof updateProduct>[2]> = {
    edit: { description: description?.replaceAll('\r\n', '\n'), ...(name.trim() === '' ? {} : { name }) },
    archive: { active: false },
    revive: { active: true },
    default: { default_price: price },
  };
  return goBack(context, here, () => updateProduct(act, id, changes[does ?? ''] ?? {}));
}

async function changePrice(context: Context, { act, base }: Place, id: string) {
  const { does, to } = await formOf(context);
  const product = act.space.tables.price.get(id)?.product ?? '';
  const back = to === 'product' ? `${base}/products/${encodeURIComponent(product)}` : `${base}/prices/${id}`;
  return goBack(context, back, () => updatePrice(act, findPrice(act, id).id, { active: does === 'revive' }));
}

function amountOf(price: PriceObject | undefined) {
  if (!price) return '—';
  const { unit_amount: whole, unit_amount_decimal: exact, currency, recurring } = price;
  const amount =
    whole === null ? `${exact ?? '?'} minor units ${currency.toUpperCase()}` : readable(whole, currency);
  return recurring ? `${amount} per ${recurring.interval}` : amount;
}

/** A page for what is not there. */
export function notThere(base: string | undefined, message: string) {
  const body = html`<h1>Not found</h1>
    <p>${message}</p>
    <p><a href="/">To the start</a></p>`;
  return answerPage({ title: 'Not found', body, status: 404, ...(base === undefined ? {} : { base }) });
}
