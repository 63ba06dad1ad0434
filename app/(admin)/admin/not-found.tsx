import { NotFoundText } from '@/components/frame/not-found-text';

export default function AdminNotFound() {
  return <NotFoundText />;
}
