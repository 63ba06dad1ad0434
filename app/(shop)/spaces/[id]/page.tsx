import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Icon } from '@/components/shop/icon';
import { JsonLd } from '@/components/shop/json-ld';
import { ShopBack, ShopDetail } from '@/components/shop/shop-detail';
import { shopMetadata } from '@/components/shop/shop-metadata';
import { spaceTypeOf } from '@/components/shop/space-type';
import { spaceAbout } from '@/components/shop/structured';
import { TariffOffer } from '@/components/shop/tariff-offer';
import { visitorPage } from '@/lib/doors/page';
import { shopCatalog } from '@/lib/doors/shop';
import { paths } from '@/lib/paths';

type SpacePageProps = { params: Promise<{ id: string }> };

async function read({ params }: SpacePageProps) {
  const [{ spaces, asOf }, { id }] = await Promise.all([shopCatalog(), params]);
  const space = spaces.find((each) => each.id === id);
  return space ? { space, asOf } : notFound();
}

export async function generateMetadata(props: SpacePageProps): Promise<Metadata> {
  const { space } = await read(props);
  const { id, name, description, imageUrl } = space;
  return shopMetadata({ path: paths.shopSpace(id), title: name, description, imageUrl });
}

export default async function SpacePage(props: SpacePageProps) {
  const [{ space, asOf }, { env }, t, typeOf] = await Promise.all([
    read(props),
    visitorPage(),
    getTranslations('shop'),
    spaceTypeOf(),
  ]);
  const { id, name, imageUrl, currency, prices } = space;
  const facts = (
    <p className="flex items-center gap-3 text-lead">
      <Icon name="people" className="shrink-0 text-ink-faint" />
      {typeOf(space.type)} · {t('people', { count: space.capacity })}
    </p>
  );
  return (
    <>
      <JsonLd about={spaceAbout(space, env.appUrl)} />
      <ShopBack href={paths.shopSpaces} label={t('allSpaces')} />
      <ShopDetail title={name} imageUrl={imageUrl} description={space.description} facts={facts}>
        {null}
      </ShopDetail>
      <section aria-labelledby="tariffs" className="mt-14">
        <h2 id="tariffs" className="mb-2 text-title font-semibold tracking-tight">
          {t('tariffs')}
        </h2>
        <p className="mb-4 max-w-2xl text-pretty text-ink-soft">
          {prices.length === 0 ? t('noTariffs') : t('live.spaceAgreed')}
        </p>
        <div className="divide-y border-y empty:hidden">
          {prices.map((tariff) => (
            <TariffOffer
              key={tariff.tariff}
              space={{ id, name, imageUrl, currency }}
              tariff={tariff}
              asOf={asOf}
            />
          ))}
        </div>
      </section>
    </>
  );
}
