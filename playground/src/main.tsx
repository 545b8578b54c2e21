import { render } from 'preact';
import './styles.css';
import { App } from './view/app';

render(<App />, document.getElementById('app')!);
