// The stand-in API's control routes: what the server holds, and how to inject faults.
import type { APIRequestContext } from '@playwright/test';

/** The path of the collection of peerings. */
export const PEERINGS_PATH = '/1.3/network-peering';

export type Label = { key: string; value: string };

export type Peering = {
  uuid: string;
  name: string;
  configured_status: 'active' | 'disabled';
  state: string;
  labels: Label[];
  [field: string]: unknown;
};

/** Whether a peering has a label with this key and, if given, this value. */
export function hasLabel(key: string, value?: string) {
  return ({ labels }: Peering) => labels.some((label) => label.key === key && (value === undefined || label.value === value));
}

export type Fault = {
  delay_ms?: number;
  status?: number;
  body?: string;
  html?: boolean;
  title?: string;
  location?: string;
  acted?: boolean;
  retry_after?: number;
  retry_after_date?: boolean;
  error_code?: string;
  error_message?: string;
  drop?: 'before' | 'after';
  truncate?: boolean;
  wrong?: 'types' | 'shapes' | 'fields' | 'null';
  padding?: number;
  name_length?: number;
  drip?: { pieces: number; pause_ms: number };
};

/** What the control routes ask for, so that no page of another site can call them. */
const CONTROL = { headers: { 'X-Emulator-Control': '1' } };

export class StandIn {
  constructor(private readonly http: APIRequestContext) {}

  async reset(options: Record<string, unknown> = {}) {
    await this.post('reset', options);
  }

  /** Everything the server holds, of all accounts. */
  async state() {
    return (await this.http.get('__emulator/state', CONTROL)).json();
  }

  /** The requests since the reset, in order, without the first `from`; `credentials` numbers the headers they had. */
  async requests(from = 0): Promise<{ method: string; path: string; status: number | null; at: number; retry_after: number | null; credentials: number | null }[]> {
    return (await this.http.get(`__emulator/requests?from=${from}`, CONTROL)).json();
  }

  async fault(match: { method?: string; path?: string; exact?: boolean; times?: number }, fault: Fault) {
    await this.post('faults', { ...match, fault });
  }

  /** How many faults are still waiting for a request. */
  async faultsLeft(): Promise<number> {
    return (await (await this.http.get('__emulator/faults', CONTROL)).json()).left;
  }

  /** Cancels the waiting faults; returns how many there were. */
  async forgetFaults(): Promise<number> {
    return (await (await this.http.delete('__emulator/faults', CONTROL)).json()).left;
  }

  /** Limits the rate of requests from now on, or no longer (`null`). */
  async limitRate(rate: { per_second: number; burst: number } | null) {
    await this.post('rate', rate);
  }

  /** Completes every provisioning at once. */
  async settle() {
    await this.post('settle', {});
  }

  /** Ends transitions that the scenario forces, so that the console polls less often. */
  async endTransitions() {
    for (const { uuid, state } of (await this.state()).peerings) {
      if (state === 'provisioning') await this.force(uuid, null);
    }
  }

  /** Forces a state on a peering, or no longer (`null`). */
  async force(uuid: string, state: string | null) {
    await this.post(`peering/${uuid}/state`, { state });
  }

  /** Calls the API itself, as another client of the account would. */
  async api(method: string, path: string, body?: unknown, user = 'demo') {
    const answer = await this.http.fetch(`1.3${path}`, {
      method,
      headers: { Authorization: `Basic ${Buffer.from(`${user}:${user}`).toString('base64')}` },
      data: body,
    });
    const text = await answer.text();
    return { status: answer.status(), body: text ? JSON.parse(text) : undefined };
  }

  async peerings(user = 'demo'): Promise<Peering[]> {
    return (await this.api('GET', '/network-peering', undefined, user)).body.network_peerings.network_peering;
  }

  async peering(name: string, user = 'demo'): Promise<Peering | undefined> {
    return (await this.peerings(user)).find((peering) => peering.name === name);
  }

  async network(name: string, user = 'demo') {
    const { body } = await this.api('GET', '/network', undefined, user);
    return body.networks.network.find((network: { name: string }) => network.name === name);
  }

  private async post(route: string, data: unknown) {
    const answer = await this.http.post(`__emulator/${route}`, { ...CONTROL, data });
    if (!answer.ok()) throw new Error(`${route}: ${answer.status()} ${await answer.text()}`);
  }
}
