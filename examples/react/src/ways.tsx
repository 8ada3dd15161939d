// One page for each way of embedding.
import { use, useEffect, useMemo, useState } from 'react';
import { loadEmbed, type PeeringsElement } from 'upcloud-peerings-embed';
import { PeeringsConsole } from './PeeringsConsole';
import { PeeringsFrame } from './PeeringsFrame';
import { authorization } from './session';

type Scheme = 'light' | 'dark';

/** The address bar shows the console's pages; the portal provides the credentials. */
export function Mounted() {
  return <PeeringsConsole options={{ apiBase: '/1.3', basePath: '/react/mounted/', theme: 'host', authorization }} />;
}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'upcloud-peerings': React.HTMLAttributes<PeeringsElement> & {
        'api-base'?: string;
        theme?: string;
        'read-only'?: '';
        'onpeerings-change'?: (event: CustomEvent) => void;
      };
    }
  }
}

/** The custom element, with the console's own sign-in. */
export function Element() {
  const [last, setLast] = useState('');
  const [isReadOnly, setReadOnly] = useState(false);
  useEffect(() => {
    // Loading defines the element, which is empty until then.
    void loadEmbed('/console/');
  }, []);
  return (
    <>
      <p>
        <label><input type="checkbox" checked={isReadOnly} onChange={() => setReadOnly(!isReadOnly)} /> Read only</label>
        {last && ` Last change: ${last}`}
      </p>
      <upcloud-peerings
        api-base="/1.3"
        theme="host"
        read-only={isReadOnly ? '' : undefined}
        onpeerings-change={({ detail }) => setLast(`${detail.action} ${detail.uuid}`)}
      />
    </>
  );
}

const settings: Promise<{ frame: string }> = fetch('/portal.json').then((answer) => answer.json());

/** A frame of another origin. */
export function Framed({ scheme }: { scheme: Scheme }) {
  const { frame: src } = use(settings);
  const options = useMemo(() => ({ src, authorization }), [src]);
  return <PeeringsFrame options={options} theme={scheme} />;
}

/** Behind a proxy that holds the credentials; the browser has a cookie of the portal. */
export function Proxied() {
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    let gone = false;
    begin().then(() => gone || setReady(true), () => {});
    return () => {
      gone = true;
    };
  }, []);
  if (!isReady) return <p>Waiting for the portal’s session.</p>;
  return <PeeringsConsole options={{ apiBase: '/proxied/1.3', authorization: 'proxy', theme: 'host', onAuthExpired: begin, onSignOut: end }} />;
}

/** Authenticates with the portal's server, which sets its cookie. */
async function begin() {
  let refused = false;
  do {
    const value = await authorization({ refused });
    const answer = await fetch('/session', { method: 'POST', headers: { Authorization: value } });
    refused = answer.status === 401;
  } while (refused);
}

async function end() {
  await fetch('/session/end', { method: 'POST' });
  location.assign('/react/');
}
