import { Element } from '../../components/Element';

export default function Page() {
  return <Element />;
}
