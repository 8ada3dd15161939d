import type { NextConfig } from 'next';

const config: NextConfig = {
  basePath: '/next',
  distDir: 'dist',
  poweredByHeader: false,
  // The console's base path ends with a slash, which Next.js would remove.
  skipTrailingSlashRedirect: true,
};

export default config;
