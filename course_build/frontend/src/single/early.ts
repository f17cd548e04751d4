// Runs in the head: until all pages have come, the first one stands there, or none where the address names another.

document.documentElement.dataset.pages = location.hash === "" ? "first" : "none";
