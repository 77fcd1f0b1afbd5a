// Blocking, so that the stored theme stands before the first paint; see src/components/theme-element.ts.
try {
  const theme = localStorage.getItem('ensemble:theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {}
