/* What a page says while its server cannot be reached, or no longer knows who is there.
   Streamlit keeps what was typed and sends it again once the connection is back; nothing is reloaded here. */
(() => {
  const WAIT = 1500, AGAIN = 4000;
  const LOST = "与服务器的连接中断。您填写的内容还在页面上，请不要关闭或刷新；连接恢复后会自动继续。";
  const OUT = "登录已经失效，可能是已在别处退出，或时间过长。您填写的内容还在页面上：";
  const LOG_IN = "请在新窗口重新登录";
  const AFTER = "，登录后回到本页，会自动继续。";
  const Native = window.WebSocket;
  let open = 0, leaving = false, waiting = null;

  class Watched extends Native {
    constructor(...given) {
      super(...given);
      if (!String(given[0]).includes("/_stcore/stream")) return;
      this.addEventListener("open", () => { open += 1; back(); });
      this.addEventListener("close", () => { open = Math.max(0, open - 1); if (!leaving) later(look, WAIT); });
    }
  }
  window.WebSocket = Watched;
  window.addEventListener("pagehide", () => { leaving = true; });
  window.addEventListener("pageshow", () => { leaving = false; });

  function later(act, time) {
    clearTimeout(waiting);
    waiting = setTimeout(act, time);
  }

  async function look() {
    if (open || leaving) return;
    let known = true;
    try {
      const answer = await fetch("/_stcore/host-config", { cache: "no-store", redirect: "manual" });
      known = answer.type !== "opaqueredirect" && answer.status !== 401 && answer.status !== 403;
    } catch { /* no answer at all */ }
    if (open || leaving) return;
    say(known);
    later(look, AGAIN);
  }

  /* Streamlit's own dialog says less, in English, and makes everything else on the page unusable */
  const dialogs = new MutationObserver(() => {
    if (!document.body.classList.contains("lost")) return;
    document.querySelector('[data-testid="stDialog"] button')?.click();
  });
  dialogs.observe(document.documentElement, { childList: true, subtree: true });

  function say(known) {
    document.body.classList.add("lost");
    document.querySelector('[data-testid="stDialog"] button')?.click();
    let bar = document.getElementById("connection");
    if (!bar) {
      bar = document.createElement("div");
      bar.id = "connection";
      bar.setAttribute("role", "alert");
      document.body.append(bar);
    }
    const told = known ? "lost" : "out";
    if (bar.dataset.told === told) return;
    bar.dataset.told = told;
    bar.replaceChildren(known ? LOST : OUT);
    if (known) return;
    const link = document.createElement("a");
    link.href = "/login";
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = LOG_IN;
    bar.append(link, AFTER);
  }

  function back() {
    clearTimeout(waiting);
    document.body.classList.remove("lost");
    document.getElementById("connection")?.remove();
  }
})();
