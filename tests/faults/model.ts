// What the server must hold, computed from what the user wanted and what each
// fault means. It shares no code with the console or the stand-in.
import type { Label } from '../e2e/support/stand-in';

export type Network = { uuid: string; name: string; account: string; router: string | null };

export type ModelPeering = {
  /** Empty until read from the server. */
  uuid: string;
  name: string;
  local: string;
  peer: string;
  status: 'active' | 'disabled';
  labels: Label[];
};

/** A peering of the server, as `__emulator/state` returns it. */
export type ServerPeering = {
  uuid: string;
  name: string;
  network: string;
  peer_network: string;
  state: string;
  [field: string]: unknown;
};

export class Model {
  peerings: ModelPeering[] = [];

  constructor(
    readonly networks: Network[],
    readonly user: string,
  ) {}

  network(uuid: string): Network {
    return this.networks.find((network) => network.uuid === uuid)!;
  }

  between(local: string, peer: string): ModelPeering | undefined {
    return this.peerings.find((peering) => peering.local === local && peering.peer === peer);
  }

  otherHalf({ local, peer }: ModelPeering): ModelPeering | undefined {
    return this.between(peer, local);
  }

  /** Pairs of networks between which a peering could be created. */
  free(): { local: Network; peer: Network }[] {
    const own = this.networks.filter(({ account, router }) => account === this.user && router);
    return own
      .flatMap((local) => this.networks.map((peer) => ({ local, peer })))
      .filter(({ local, peer }) => local !== peer && !this.between(local.uuid, peer.uuid));
  }

  created(draft: Omit<ModelPeering, 'uuid'>) {
    this.peerings.push({ ...draft, uuid: '', labels: draft.labels.map((label) => ({ ...label })) });
  }

  deleted(deleted: ModelPeering) {
    this.peerings = this.peerings.filter((peering) => peering !== deleted);
  }

  /** The state that follows from all peerings. */
  state(peering: ModelPeering): string {
    if (peering.status === 'disabled') return 'disabled';
    const other = this.otherHalf(peering);
    if (!other) return 'pending-peer';
    return other.status === 'disabled' ? 'peer-disabled' : 'active';
  }

  /** Where the server differs. Records the UUIDs of new peerings. */
  differences(server: ServerPeering[]): string[] {
    const wrong: string[] = [];
    for (const peering of this.peerings) {
      const twins = server.filter(({ network, peer_network }) => network === peering.local && peer_network === peering.peer);
      if (twins.length !== 1) {
        wrong.push(`${peering.name}: the server holds ${twins.length} of it`);
        continue;
      }
      peering.uuid ||= twins[0].uuid;
      const { name, configured_status, labels, uuid, state } = twins[0];
      const is = JSON.stringify({ uuid, name, status: configured_status, state, labels: sorted(labels as Label[]) });
      const must = { uuid: peering.uuid, name: peering.name, status: peering.status, state: this.state(peering) };
      const expected = JSON.stringify({ ...must, labels: sorted(peering.labels) });
      if (is !== expected) wrong.push(`the server holds ${is}\n      and not ${expected}`);
    }
    const pairs = new Set(this.peerings.map(({ local, peer }) => `${local} ${peer}`));
    for (const { name, network, peer_network } of server) {
      if (!pairs.has(`${network} ${peer_network}`)) wrong.push(`the server holds ${name}, which should not be there`);
    }
    return wrong;
  }
}

function sorted(labels: Label[]): string[] {
  return labels.map(({ key, value }) => `${key}=${value}`).sort();
}
