import { chromiumFlags, chromiumPath } from '../chromium';

/** A browser of this machine. */
export interface Browser {
  readonly name: string;
  readonly path: string;
  /** What prints the version. */
  readonly version: readonly string[];
  /** What opens a page, with an empty folder for all that the browser keeps. */
  command(url: string, folder: string): readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

const firefox = process.env.FIREFOX ?? '/usr/bin/firefox-esr';
const webKit = process.env.WEBKIT ?? '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';
/** WebKitGTK's has no mode without a screen. */
const withScreen = ['xvfb-run', '--auto-servernum'];

/** Each where Debian has it, or where the variable names it. */
export const browsers: readonly Browser[] = [
  {
    name: 'Chromium',
    path: chromiumPath,
    version: [chromiumPath, '--version'],
    command: (url, folder) => [
      chromiumPath,
      '--headless=new',
      ...chromiumFlags,
      `--user-data-dir=${folder}`,
      url,
    ],
  },
  {
    name: 'Firefox',
    path: firefox,
    version: [firefox, '--version'],
    command: (url, folder) => [firefox, '--headless', '--no-remote', '--profile', folder, url],
  },
  {
    name: 'WebKitGTK',
    path: webKit,
    version: [...withScreen, webKit, '--version'],
    command: (url) => [...withScreen, webKit, '--private', url],
    // Shared memory is off in WebKitGTK, also in isolated pages; on in Safari's. Without a language it tells pages 'C', which is none.
    environment: { JSC_useSharedArrayBuffer: '1', LANG: 'en_US.UTF-8' },
  },
];
