'use client';

import { useEffect, useRef, useState } from 'react';
import { loadEmbed, type Handle, type Options } from 'upcloud-peerings-embed';

/** Where the console's files are: `npm run build` copies them to `public/console`. */
export const FOLDER = '/next/console/';

/** A console. `options` are read once. */
export function PeeringsConsole({ options }: { options: Options }) {
  const place = useRef<HTMLDivElement>(null);
  const begin = useRef(options);
  const [error, setError] = useState<unknown>();

  useEffect(() => {
    // Each run has its own element: under StrictMode the second run starts while the
    // console of the first is still loading.
    const element = document.createElement('div');
    place.current!.append(element);
    let isGone = false;
    let handle: Handle | undefined;
    async function show() {
      const { mount } = await loadEmbed(FOLDER);
      if (isGone) return;
      handle = await mount(element, begin.current);
      if (isGone) handle.unmount();
    }
    show().catch((reason) => isGone || setError(reason));
    return () => {
      isGone = true;
      handle?.unmount();
      element.remove();
    };
  }, []);

  // For the portal's error boundary, such as an `error.tsx`.
  if (error) throw error;
  return <div ref={place} />;
}
