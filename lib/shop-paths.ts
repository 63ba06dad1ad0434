/** Addresses of the shop's pages. They stand by themselves, since every shopper's browser loads them. */
export const shopPaths = {
  shop: '/',
  shopProducts: '/products',
  shopEvents: '/events',
  shopSpaces: '/spaces',
  shopSpace: (id: string) => `/spaces/${id}`,
  cart: '/cart',
  /** Where the shop shows a product. */
  shopProduct: (slug: string) => `/products/${slug}`,
  /** Where the shop shows an event. */
  shopEvent: (slug: string) => `/events/${slug}`,
  /** Where a buyer keeps an order: whoever has this address may see it. */
  boughtOrder: (id: string, key: string) => `/orders/${id}?key=${key}`,
  /** Where Stripe's page leads somebody who turns back. */
  cancelledCart: (order: string) => `/cart?cancelled=${order}`,
};
