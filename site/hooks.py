"""What the pages of the repository need to be a site."""

import posixpath
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s#]+)(#[^)\s]*)?\)")
TITLED_LINK = re.compile(r"\[([^]]+)]\(([^)\s#]+\.md)\)")


def on_config(config):
    """The navigation is the index of the documentation: its tables, or its headings and lists."""
    index = (Path(config.docs_dir) / "docs/README.md").read_text(encoding="utf-8")
    nav = [{"Home": "README.md"}]
    section = []
    lines = index.splitlines()
    for line, following in zip(lines, lines[1:] + [""]):
        title = None
        if following.startswith("|---"):
            title = line.strip("|").split("|")[0].strip()
        elif line.startswith("## "):
            title = line[3:].strip()
        if title:
            section = []
            nav.append({title[0].upper() + title[1:]: section})
        elif line.startswith(("|", "-")):
            link = TITLED_LINK.search(line)
            if link:
                page = posixpath.normpath(posixpath.join("docs", link[2]))
                section.append({link[1].replace("`", ""): page})
    nav.append({"Javadoc": config.site_url + "api/"})
    config.nav = nav
    return config


def on_page_markdown(markdown, page, config, files):
    """Links to files that are no pages lead to the repository; others stay, to be checked."""
    folder = posixpath.dirname(page.file.src_uri)

    def lead(link):
        target = posixpath.normpath(posixpath.join(folder, link[1]))
        if ":" in link[1] or files.get_file_from_path(target) or not (ROOT / target).exists():
            return link[0]
        kind = "tree" if (ROOT / target).is_dir() else "blob"
        return f"]({config.repo_url}/{kind}/main/{target}{link[2] or ''})"

    return outside_of_fences(markdown, lambda text: LINK.sub(lead, text))


def outside_of_fences(markdown, change):
    parts = []
    end = 0
    for fence in FENCE.finditer(markdown):
        parts += [change(markdown[end : fence.start()]), fence[0]]
        end = fence.end()
    return "".join(parts + [change(markdown[end:])])
