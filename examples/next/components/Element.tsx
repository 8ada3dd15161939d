'use client';

import { useEffect, useState } from 'react';
import { loadEmbed, type Change, type PeeringsElement } from 'upcloud-peerings-embed';
import { FOLDER } from './PeeringsConsole';

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'upcloud-peerings': HTMLAttributes<PeeringsElement> & {
        'read-only'?: '';
        'onpeerings-change'?: (event: CustomEvent<Change>) => void;
      };
    }
  }
}

/** The custom element, with the console's own sign-in. */
export function Element() {
  const [last, setLast] = useState<Change>();
  const [isReadOnly, setReadOnly] = useState(false);
  useEffect(() => {
    // Loading defines the element. The server renders it empty.
    void loadEmbed(FOLDER);
  }, []);
  return (
    <>
      <p>
        <label><input type="checkbox" checked={isReadOnly} onChange={() => setReadOnly(!isReadOnly)} /> Read only</label>
        {last && ` Last change: ${last.action} ${last.uuid}`}
      </p>
      <upcloud-peerings read-only={isReadOnly ? '' : undefined} onpeerings-change={({ detail }) => setLast(detail)} />
    </>
  );
}
