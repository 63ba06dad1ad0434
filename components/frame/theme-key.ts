/** Where a browser remembers the chosen theme: `light`, `dark`, or `system`. */
export const themeKey = 'tandem_theme';
