import { useEffect, useRef, useState } from 'react';
import { loadEmbed, type Handle, type Options } from 'upcloud-peerings-embed';

type Changes = Parameters<Handle['update']>[0];

/** A console. `options` are read once; `changes` may differ with each rendering. */
export function PeeringsConsole({ options, changes }: { options: Options; changes?: Changes }) {
  const place = useRef<HTMLDivElement>(null);
  const begin = useRef(options);
  const [handle, setHandle] = useState<Handle>();
  const [error, setError] = useState<unknown>();

  useEffect(() => {
    // Each run has its own element: under StrictMode the second run starts while the
    // console of the first is still loading.
    const element = document.createElement('div');
    place.current!.append(element);
    const mounting = loadEmbed('/console/').then(({ mount }) => (element.isConnected ? mount(element, begin.current) : undefined));
    mounting.then(
      (mounted) => element.isConnected && setHandle(mounted),
      (reason) => element.isConnected && setError(reason),
    );
    return () => {
      element.remove();
      setHandle(undefined);
      mounting.then((mounted) => mounted?.unmount()).catch(() => {});
    };
  }, []);

  useEffect(() => {
    if (handle && changes) handle.update(changes);
  }, [handle, changes]);

  // For the portal's error boundary.
  if (error) throw error;
  return <div ref={place} />;
}
