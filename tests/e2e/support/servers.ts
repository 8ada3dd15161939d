// Where the servers are, as the environment tells: one address for each worker.
function addresses(name: string) {
  return process.env[name]?.split(' ').filter((address) => address !== '') ?? [];
}

/** The stand-ins, or where there are no others the one that serves the console itself. */
export const standIns = [addresses('STAND_IN_URL'), addresses('CONSOLE_URL'), ['http://127.0.0.1:9000/']].find(
  (found) => found.length > 0,
)!;

/** The hash of the web servers' key, if there are web servers. */
export const pin = process.env.CONSOLE_PIN;

/** The web servers: the console, and what sends visitors without TLS there. */
export const nginx = {
  consoles: addresses('CONSOLE_URL'),
  plain: addresses('PLAIN_URL'),
  /** Before an API that cannot show who it is. */
  distrusting: addresses('DISTRUSTING_URL'),
};
export const caddy = {
  consoles: addresses('CADDY_URL'),
  plain: addresses('CADDY_PLAIN_URL'),
};
