// The console's modules on the portal's server. They are loaded on demand and never
// bundled, so the console can be updated without rebuilding the portal.

const BASE = '/console';

export const loadEmbed = (): Promise<typeof import('upcloud-peerings/embed')> => import(/* @vite-ignore */ `${BASE}/embed.js`);

export const loadEmbedFrame = (): Promise<typeof import('upcloud-peerings/embed-frame')> =>
  import(/* @vite-ignore */ `${BASE}/embed-frame.js`);
