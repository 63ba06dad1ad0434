import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { PageHeader } from './page-header';
import { Section } from './section';
import { Skeleton } from '@/components/ui/skeleton';

type Part = { title: string; height: string };
type RecordSkeletonProps = {
  title: string;
  /** The sections of the wide column and of the narrow one beside it, each with the class of its height. */
  main: readonly Part[];
  aside: readonly Part[];
  /** The narrow column comes first where there is room for one only. */
  isAsideFirst?: boolean;
};

/** The outline of a page about one thing, while it is on its way. */
export function RecordSkeleton({ title, main, aside, isAsideFirst = false }: RecordSkeletonProps) {
  const t = useTranslations('table');
  return (
    <>
      <PageHeader title={title} actions={<Skeleton className="h-8 w-48 max-sm:h-10" />} />
      <div aria-busy className="grid items-start gap-8 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <span role="status" className="sr-only">
          {t('loading')}
        </span>
        <div className={clsx('flex min-w-0 flex-col gap-8', isAsideFirst && 'max-xl:order-last')}>
          <Parts parts={main} />
        </div>
        <div className="flex min-w-0 flex-col gap-8">
          <Parts parts={aside} />
        </div>
      </div>
    </>
  );
}

function Parts({ parts }: { parts: readonly Part[] }) {
  return parts.map(({ title, height }) => (
    <Section key={title} title={title}>
      <div className={clsx('flex flex-col gap-3 p-4', height)}>
        <Skeleton className="h-4 w-96 max-w-full" />
        <Skeleton className="h-4 w-48 max-w-full" />
      </div>
    </Section>
  ));
}
