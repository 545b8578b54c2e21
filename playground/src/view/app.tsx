import { useEffect, useState } from 'preact/hooks';
import { AgainstPage } from '../against/against-page';
import { PicturesPage } from '../pictures/view/pictures-page';
import { parameters } from './address-bar';
import { PlanePage } from './plane-page';

const views = [
  { name: 'plane', title: 'In the plane', Page: PlanePage },
  { name: 'pictures', title: 'Pictures', Page: PicturesPage },
  { name: 'against', title: 'You against D', Page: AgainstPage },
] as const;

/** The page: one of its views, by the address's `view`. */
export function App() {
  const [name, setName] = useState(parameters().get('view') ?? 'plane');
  useEffect(() => {
    const onHashChange = () => setName(parameters().get('view') ?? 'plane');
    addEventListener('hashchange', onHashChange);
    return () => removeEventListener('hashchange', onHashChange);
  }, []);
  const shown = views.find((view) => view.name === name) ?? views[0];
  return (
    <>
      <header>
        <h1>
          <a href="../">gan-core</a> playground
        </h1>
        <nav aria-label="Views">
          {views.map((view) => (
            <a
              key={view.name}
              onClick={(event) => {
                if (view === shown) event.preventDefault(); // its address holds the settings
              }}
              href={view.name === 'plane' ? '#' : `#view=${view.name}`}
              aria-current={view === shown ? 'page' : undefined}
            >
              {view.title}
            </a>
          ))}
        </nav>
      </header>
      <shown.Page />
    </>
  );
}
