/** Where Chromium is: what CHROMIUM names, or Debian's place. */
export const chromiumPath = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Has Chromium start as root, and without what it would fetch from the network by itself. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
