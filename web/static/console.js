// What pages do beyond links and forms; every page works without it.

// The list keeps its place when a task is opened beside it.
let place = 0;
document.addEventListener("htmx:beforeSwap", () => {
  place = document.querySelector("#task-list")?.scrollTop ?? 0;
});
document.addEventListener("htmx:afterSwap", () => {
  const list = document.querySelector("#task-list");
  if (list) list.scrollTop = place;
});

// Keys 1 to 4 go to an outcome's button; it is pressed by Enter, so that nobody approves by a slip.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, select, textarea")) return;
  document.querySelectorAll("#work .outcome")[Number(event.key) - 1]?.focus();
});

// The box of the value whose field has the cursor is lit up on the picture of the page.
document.addEventListener("focusin", (event) => {
  const box = event.target.dataset?.box;
  if (!box) return;
  document.querySelectorAll(".looked-at").forEach((other) => other.classList.remove("looked-at"));
  const mark = document.getElementById(box);
  mark?.classList.add("looked-at");
  mark?.scrollIntoView({ block: "nearest" });
});
