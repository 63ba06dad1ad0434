import { notFound } from 'next/navigation';

/** Addresses below /admin that lead nowhere keep the frame around the page that says so. */
export default function MissingPage() {
  notFound();
}
