// Cuts the site's pictures out of docs/assets/digits.png, which `npx gan-core digits` draws: npm run site:pictures
//   docs/public/digits.png   the generated digits, for the start page
//   docs/public/social.png   what a link to the site shows elsewhere (Open Graph)
import { readFileSync, writeFileSync } from 'node:fs';
import { svgToPng } from 'gan-core/node';

const drawn = readFileSync('docs/assets/digits.png');
const [width, height] = [drawn.readUInt32BE(16), drawn.readUInt32BE(20)];
// Where the generated digits are in it, without the frame around them.
const grid = { left: 42, top: 227, width: 858, height: 427 };

/** The generated digits in a box of this size, as an SVG's element. */
function digits(x: number, y: number, boxWidth: number): string {
  const boxHeight = (boxWidth * grid.height) / grid.width;
  const viewBox = [grid.left, grid.top, grid.width, grid.height].join(' ');
  return `<svg x="${x}" y="${y}" width="${boxWidth}" height="${boxHeight}" viewBox="${viewBox}">
    <image width="${width}" height="${height}" href="data:image/png;base64,${drawn.toString('base64')}"/>
  </svg>`;
}

function svg(boxWidth: number, boxHeight: number, content: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${boxWidth}" height="${boxHeight}">${content}</svg>`;
}

const text = (y: number, size: number, weight: string, words: string) =>
  `<text x="64" y="${y}" font-family="DejaVu Sans" font-size="${size}" font-weight="${weight}" fill="#1b1f24">${words}</text>`;

const card = [
  text(112, 60, 'bold', 'gan-core'),
  text(164, 27, 'normal', 'GANs that train in JavaScript, and how far they are from the data'),
  digits(64, 208, 728),
  '<rect y="618" width="1200" height="12" fill="#0b6bb5"/>',
  `<text x="824" y="300" font-family="DejaVu Sans" font-size="23" fill="#4b5560">${[
    'Drawn by a GAN that',
    'gan-core trained:',
    'the first that came,',
    'not picked',
  ]
    .map((line, index) => `<tspan x="824" dy="${index === 0 ? 0 : 34}">${line}</tspan>`)
    .join('')}</text>`,
];
writeFileSync(
  'docs/public/digits.png',
  await svgToPng(svg(grid.width, grid.height, digits(0, 0, grid.width)), { zoom: 1 }),
);
writeFileSync('docs/public/social.png', await svgToPng(svg(1200, 630, card.join('')), { zoom: 1 }));
