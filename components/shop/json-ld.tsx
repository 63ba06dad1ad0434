/** What a page is about, for search engines. What an admin has typed cannot end the script. */
export function JsonLd({ about }: { about: Record<string, unknown> }) {
  const text = JSON.stringify({ '@context': 'https://schema.org', ...about }).replaceAll('<', '\\u003c');
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: text }} />;
}
