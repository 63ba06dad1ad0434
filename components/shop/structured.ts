import { productStanding, ticketStanding } from './standing';
import type { Standing } from './cart';
import { shopPaths } from '@/lib/shop-paths';
import type { ShopEvent, ShopProduct, ShopSpace } from '@/lib/schemas/shop';

// https://schema.org/ItemAvailability
const availability = {
  fine: 'https://schema.org/InStock',
  sold: 'https://schema.org/SoldOut',
  soon: 'https://schema.org/PreSale',
  over: 'https://schema.org/Discontinued',
  gone: 'https://schema.org/Discontinued',
} as const;

function offer({ state, price, currency }: Standing, url: string) {
  return {
    '@type': 'Offer',
    ...{ price, priceCurrency: currency.toUpperCase(), availability: availability[state], url },
  };
}

const picture = (url: string | null) => (url === null ? {} : { image: url });
const words = (text: string | null) => (text === null ? {} : { description: text });

/** A product as schema.org describes one. */
export function productAbout(product: ShopProduct, site: string) {
  const url = new URL(shopPaths.shopProduct(product.slug), site).href;
  return {
    '@type': 'Product',
    ...{ name: product.name, sku: product.id, url },
    ...words(product.description),
    ...picture(product.imageUrl),
    offers: offer(productStanding(product), url),
  };
}

/** An event as schema.org describes one. */
export function eventAbout(event: ShopEvent, site: string) {
  const url = new URL(shopPaths.shopEvent(event.slug), site).href;
  return {
    '@type': 'Event',
    ...{ name: event.title, url },
    ...words(event.description),
    ...picture(event.imageUrl),
    ...(event.start === null ? {} : { startDate: event.start }),
    ...(event.end === null ? {} : { endDate: event.end }),
    eventStatus: 'https://schema.org/EventScheduled',
    organizer: { '@type': 'Organization', name: event.organisation.name },
    offers: event.ticketTypes.map((ticket) => ({
      ...offer(ticketStanding(event, ticket), url),
      name: ticket.name,
    })),
  };
}

/** A space as schema.org describes what is let. */
export function spaceAbout(space: ShopSpace, site: string) {
  const url = new URL(shopPaths.shopSpace(space.id), site).href;
  return {
    '@type': 'Product',
    ...{ name: space.name, sku: space.id, url },
    ...words(space.description),
    ...picture(space.imageUrl),
    offers: space.prices.map(({ price, isOnSale }) =>
      offer({ state: isOnSale ? 'fine' : 'soon', available: null, price, currency: space.currency }, url),
    ),
  };
}
