// A link to this page in another language leads to the section that is being read.
for (const link of document.querySelectorAll("a.q-language")) {
  const page = link.href;
  link.addEventListener("click", () => {
    const begun = one => one.getBoundingClientRect().top < innerHeight / 3;
    const asked = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const seen = asked && begun(asked) && asked.getBoundingClientRect().bottom > 0 ? asked
      : [...document.querySelectorAll("article section section[id]")].filter(begun).pop();
    link.href = seen ? `${page}#${seen.id}` : page;
  });
}
