import { themeKey } from './theme-key';

const script = `try{var t=localStorage.getItem('${themeKey}'),l=document.documentElement.classList,
d=t==='dark'||t!=='light'&&matchMedia('(prefers-color-scheme: dark)').matches;l.toggle('dark',d);l.toggle('light',!d)}catch{}`;

/** Gives the page the remembered theme before anything is painted. Storage may be closed to us; then it stays light. */
export function ThemeScript() {
  return <script dangerouslySetInnerHTML={{ __html: script }} />;
}
