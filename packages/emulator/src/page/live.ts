/**
 * Keeps a page that somebody looks at up to date: each second it fetches itself and takes over what has changed.
 * Sections that are open stay open.
 */
export const LIVE_SCRIPT = `
  let shown = document.querySelector("main").innerHTML;
  setInterval(async () => {
    if (document.hidden) return;
    const text = await fetch(location.href).then((reply) => reply.text()).catch(() => undefined);
    document.documentElement.dataset.live = text === undefined ? "no" : "yes";
    if (text === undefined) return;
    const main = new DOMParser().parseFromString(text, "text/html").querySelector("main");
    if (main === null || main.innerHTML === shown) return;
    shown = main.innerHTML;
    const open = [...document.querySelectorAll("details[open]")].map((section) => section.id);
    document.querySelector("main").replaceWith(main);
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  }, 1000);
`;
