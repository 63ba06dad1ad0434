// Presses made before the page came alive stand in a set of the window's, by the name of what was pressed.
declare global {
  interface Window {
    tandemPressed?: Set<string>;
  }
}

/** Takes note of presses until the page is ready, and keeps them from the page that is coming alive: each counts once. */
export const pressScript = `window.tandemPressed=new Set;document.addEventListener('click',function(e){
if(document.documentElement.hasAttribute('data-ready'))return;
var b=e.target.closest&&e.target.closest('[data-press]');if(!b)return;
window.tandemPressed.add(b.dataset.press);e.stopImmediatePropagation()},true)`;

/** Whether something was pressed too early; asked once, it is forgotten. */
export function takePress(name: string): boolean {
  return window.tandemPressed?.delete(name) ?? false;
}
