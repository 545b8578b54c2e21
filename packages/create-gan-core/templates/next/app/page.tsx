import { Gan } from './gan';

export default function Page() {
  return (
    <main>
      <h1>A GAN that trains in this tab</h1>
      <p>
        The generator learns where the real points lie, from a discriminator that tells them from its own.
      </p>
      <Gan />
      <noscript>Training needs JavaScript.</noscript>
    </main>
  );
}
