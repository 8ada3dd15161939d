import { useEffect, useRef, useState } from 'react';
import { mountFrame, type FrameHandle, type FrameOptions } from 'upcloud-peerings-embed/frame';

/** A console in a frame of another origin. Only the theme can change later. */
export function PeeringsFrame({ options, theme }: { options: FrameOptions; theme: FrameOptions['theme'] }) {
  const place = useRef<HTMLDivElement>(null);
  const begin = useRef({ ...options, theme });
  const [handle, setHandle] = useState<FrameHandle>();
  const [error, setError] = useState<unknown>();

  useEffect(() => {
    const element = document.createElement('div');
    place.current!.append(element);
    // Not at once, so that StrictMode's first run inserts no frame.
    const mounting = Promise.resolve().then(() => (element.isConnected ? mountFrame(element, begin.current) : undefined));
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

  useEffect(() => handle?.update({ theme }), [handle, theme]);

  if (error) throw error;
  return <div ref={place} />;
}
