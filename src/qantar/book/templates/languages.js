// A link to this page in another language leads to the section that is being read.
for (const link of document.querySelectorAll("a.q-language")) {
  const page = link.href;
  const begun = one => one.getBoundingClientRect().top < innerHeight / 3;
  const named = one => !/^id\d+$/.test(one.id); // a number is made up anew in each language
  link.addEventListener("click", () => {
    const asked = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const seen = asked && begun(asked) && asked.getBoundingClientRect().bottom > 0 ? asked
      : [...document.querySelectorAll("article section :is(section, section > span)[id]")].filter(begun).filter(named).pop();
    link.href = seen ? `${page}#${seen.id}` : page;
  });
}
