import { Mounted } from '../../../components/Mounted';

/** One page of the portal for all pages of the console. The server knows the settings. */
export default function Page() {
  return <Mounted apiBase={process.env.PEERINGS_API_BASE ?? '/1.3'} />;
}
