import { EditorSkeleton } from '@/components/events/editor-skeleton';

export default function Loading() {
  return <EditorSkeleton />;
}
