'use client';
import { useEffect } from 'react';
import { report } from '../../program.js';

export default function Page() {
  useEffect(() => {
    report();
  }, []);
  return <p>gan-core</p>;
}
