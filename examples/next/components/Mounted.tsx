'use client';

import { useMemo } from 'react';
import { PeeringsConsole } from './PeeringsConsole';
import { authorization } from './session';

/** The address bar shows the console's pages; the portal provides the credentials. A
 * function cannot come from a server component, so the options are put together here. */
export function Mounted({ apiBase }: { apiBase: string }) {
  const options = useMemo(() => ({ apiBase, basePath: '/next/mounted/', authorization }), [apiBase]);
  return <PeeringsConsole options={options} />;
}
