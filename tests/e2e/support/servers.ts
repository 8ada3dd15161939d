import { delimiter } from 'node:path';

// The servers' addresses, from environment variables: one address for each worker.
function addresses(name: string) {
  return process.env[name]?.split(' ').filter((address) => address !== '') ?? [];
}

/** The stand-in APIs, by default one that serves the console itself. */
export const standIns = [addresses('STAND_IN_URL'), addresses('CONSOLE_URL'), ['http://127.0.0.1:9000/']].find(
  (found) => found.length > 0,
)!;

/** The hash of the web servers' public key, if there are web servers. */
export const pin = process.env.CONSOLE_PIN;

/** The web servers: the console, and the redirect from plain HTTP. */
export const nginx = {
  consoles: addresses('CONSOLE_URL'),
  plain: addresses('PLAIN_URL'),
  /** A proxy to an API whose certificate is not trusted. */
  distrusting: addresses('DISTRUSTING_URL'),
  /** A gateway with single sign-on in front of the console. */
  gateways: addresses('GATEWAY_URL'),
};
export const caddy = {
  consoles: addresses('CADDY_URL'),
  plain: addresses('CADDY_PLAIN_URL'),
};

/** The API as the web servers reach it: its port, with a certificate for its name. */
export const apis = addresses('API_URL');

/** What the servers of each worker keep: configurations, logs, the site, the name server's records. */
export const folders = process.env.SERVER_FOLDERS?.split(delimiter) ?? [];
