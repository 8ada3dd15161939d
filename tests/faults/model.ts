// What the server must hold, computed from what the user wanted and from what
// each fault means. It shares nothing with the console, nor with the stand-in.
import type { Label } from '../e2e/support/stand-in';

export type Network = { uuid: string; name: string; account: string; router: string | null };

export type Held = {
  /** None until the server is asked which it gave. */
  uuid: string;
  name: string;
  local: string;
  peer: string;
  status: 'active' | 'disabled';
  labels: Label[];
};

/** The peerings of the server, as `__emulator/state` has them. */
export type ServerPeering = {
  uuid: string;
  name: string;
  network: string;
  peer_network: string;
  state: string;
  [field: string]: unknown;
};

export class Model {
  held: Held[] = [];

  constructor(
    readonly networks: Network[],
    readonly user: string,
  ) {}

  network(uuid: string): Network {
    return this.networks.find((network) => network.uuid === uuid)!;
  }

  between(local: string, peer: string): Held | undefined {
    return this.held.find((held) => held.local === local && held.peer === peer);
  }

  otherHalf({ local, peer }: Held): Held | undefined {
    return this.between(peer, local);
  }

  /** Pairs of networks that a peering could be created between. */
  free(): { local: Network; peer: Network }[] {
    const own = this.networks.filter(({ account, router }) => account === this.user && router);
    return own
      .flatMap((local) => this.networks.map((peer) => ({ local, peer })))
      .filter(({ local, peer }) => local !== peer && !this.between(local.uuid, peer.uuid));
  }

  created(draft: Omit<Held, 'uuid'>) {
    this.held.push({ ...draft, uuid: '', labels: draft.labels.map((label) => ({ ...label })) });
  }

  deleted(gone: Held) {
    this.held = this.held.filter((held) => held !== gone);
  }

  /** The state that follows from all that is held. */
  state(held: Held): string {
    if (held.status === 'disabled') return 'disabled';
    const other = this.otherHalf(held);
    if (!other) return 'pending-peer';
    return other.status === 'disabled' ? 'peer-disabled' : 'active';
  }

  /** Where the server holds something else; it takes over the ids of what is new. */
  differences(server: ServerPeering[]): string[] {
    const wrong: string[] = [];
    for (const held of this.held) {
      const twins = server.filter(({ network, peer_network }) => network === held.local && peer_network === held.peer);
      if (twins.length !== 1) {
        wrong.push(`${held.name}: the server holds ${twins.length} of it`);
        continue;
      }
      held.uuid ||= twins[0].uuid;
      const { name, configured_status, labels, uuid, state } = twins[0];
      const is = JSON.stringify({ uuid, name, status: configured_status, state, labels: sorted(labels as Label[]) });
      const must = { uuid: held.uuid, name: held.name, status: held.status, state: this.state(held) };
      const expected = JSON.stringify({ ...must, labels: sorted(held.labels) });
      if (is !== expected) wrong.push(`the server holds ${is}\n      and not ${expected}`);
    }
    const pairs = new Set(this.held.map(({ local, peer }) => `${local} ${peer}`));
    for (const { name, network, peer_network } of server) {
      if (!pairs.has(`${network} ${peer_network}`)) wrong.push(`the server holds ${name}, which should not be there`);
    }
    return wrong;
  }
}

function sorted(labels: Label[]): string[] {
  return labels.map(({ key, value }) => `${key}=${value}`).sort();
}
