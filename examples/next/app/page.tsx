export default function Home() {
  return <p>The networks of Acme, in two ways.</p>;
}
