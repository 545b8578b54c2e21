import { expect, it } from 'vitest';
import { crc32c } from '../../../src/node/tensorboard/crc32c';

/** RFC 3720, appendix B.4, whose checksums are listed byte by byte, the lowest first. */
const iscsiRead = [
  0x01, 0xc0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x14, 0, 0, 0, 0, 0, 0x04, 0, 0, 0, 0, 0x14, 0, 0, 0,
  0x18, 0x28, 0, 0, 0, 0, 0, 0, 0, 0x02, 0, 0, 0, 0, 0, 0, 0,
];

it.each([
  ['32 zeros', new Array<number>(32).fill(0), 0x8a9136aa],
  ['32 ones', new Array<number>(32).fill(0xff), 0x62a8ab43],
  ['32 ascending', Array.from({ length: 32 }, (_, at) => at), 0x46dd794e],
  ['32 descending', Array.from({ length: 32 }, (_, at) => 31 - at), 0x113fdb5c],
  ['an iSCSI read command', iscsiRead, 0xd9963a56],
  [
    'the digits 1 to 9, the usual check value',
    [...'123456789'].map((digit) => digit.charCodeAt(0)),
    0xe3069283,
  ],
  ['nothing', [], 0],
])('is that of RFC 3720, of %s', (_, bytes, sum) => {
  expect(crc32c(Uint8Array.from(bytes))).toBe(sum);
});
