// The console's modules, as they lie on the server beside the portal. They are loaded
// when they are needed and never bundled, so a new console needs no new portal.

const BASE = '/console';

export const loadEmbed = (): Promise<typeof import('upcloud-peerings/embed')> => import(/* @vite-ignore */ `${BASE}/embed.js`);

export const loadEmbedFrame = (): Promise<typeof import('upcloud-peerings/embed-frame')> =>
  import(/* @vite-ignore */ `${BASE}/embed-frame.js`);
