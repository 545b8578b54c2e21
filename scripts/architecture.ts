/**
 * Writes the picture of the floors in ARCHITECTURE.md, from .dependency-cruiser.mjs.
 *
 * Run: npm run architecture
 */
import { writeSection } from '../bench/page-section';
import { floorsPicture } from './floors-picture';

writeSection('ARCHITECTURE.md', 'floors', floorsPicture());
