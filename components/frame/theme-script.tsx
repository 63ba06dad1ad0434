import { themeKey } from './theme-key';

const script = `try{var t=localStorage.getItem('${themeKey}');
document.documentElement.classList.toggle('dark',t==='dark'||t!=='light'&&matchMedia('(prefers-color-scheme: dark)').matches)}catch{}`;

/** Gives the page the remembered theme before anything is painted. Storage may be closed to us; then it stays light. */
export function ThemeScript() {
  return <script dangerouslySetInnerHTML={{ __html: script }} />;
}
