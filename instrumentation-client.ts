import { startGoing } from '@/components/ui/going';

/** Next calls this when a link is pressed or the router is told to go somewhere. */
export function onRouterTransitionStart(href: string) {
  startGoing(href);
}
