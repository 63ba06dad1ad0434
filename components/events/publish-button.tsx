'use client';

import { useQuery } from '@tanstack/react-query';
import { Eye, EyeOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { publishPlan, usePublish } from './use-publish';
import { Button } from '@/components/ui/button';
import { Tooltip } from '@/components/ui/tooltip';
import type { EventRow } from '@/lib/schemas/event';

/** One press puts an event into the shop, or takes it out again; what Stripe gets is said before and after. */
export function PublishButton({ event, isDirty }: { event: EventRow; isDirty: boolean }) {
  const t = useTranslations();
  const { publish, isPending } = usePublish();
  const [isNear, setNear] = useState(false);
  const isPublished = !event.is_published;
  const { data: plan } = useQuery({ ...publishPlan(event, isPublished), enabled: isNear && !isDirty });
  const words = isDirty
    ? t('form.saveFirst')
    : plan === undefined
      ? t('plan.asking')
      : plan.waits === null
        ? t('plan.count', { count: plan.steps.length })
        : t('plan.waitsNothing');
  const come = () => setNear(true);
  return (
    <Tooltip content={words}>
      <Button
        icon={isPublished ? <Eye size={14} aria-hidden /> : <EyeOff size={14} aria-hidden />}
        variant="secondary"
        pending={isPending}
        aria-disabled={isDirty || undefined}
        onPointerEnter={come}
        onFocus={come}
        onClick={() => (isDirty ? undefined : publish({ event, isPublished }))}
      >
        {isPublished ? t('event.publish') : t('event.unpublish')}
      </Button>
    </Tooltip>
  );
}
