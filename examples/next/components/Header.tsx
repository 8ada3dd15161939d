'use client';

import Link from 'next/link';
import { useSelectedLayoutSegment } from 'next/navigation';
import { useEffect, useState } from 'react';

export function Header() {
  const segment = useSelectedLayoutSegment();
  const [scheme, setScheme] = useState<'light' | 'dark'>('light');
  useEffect(() => {
    document.documentElement.style.colorScheme = scheme;
  }, [scheme]);
  const current = (name: string | null) => (segment === name ? 'page' : undefined);
  return (
    <header>
      <strong>Acme, in Next.js</strong>
      <nav aria-label="Portal">
        <Link href="/" aria-current={current(null)}>Home</Link>
        {/* With a slash, because the console's own pages are below this path. */}
        <Link href="/mounted/" aria-current={current('mounted')}>Mounted</Link>
        <Link href="/element" aria-current={current('element')}>Element</Link>
      </nav>
      <button onClick={() => setScheme(scheme === 'dark' ? 'light' : 'dark')}>{scheme === 'dark' ? 'Light' : 'Dark'}</button>
    </header>
  );
}
