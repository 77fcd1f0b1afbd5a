/// <reference types="astro/client" />

/** Lets a .ts file name a component; `astro check` sees the component's real props. */
declare module '*.astro' {
  const component: (props: Record<string, unknown>) => unknown;
  export default component;
}
