"""Proves the packaged tables and stores their parsed patterns.

python -m converter.mapping.proof      proves mappings/ and writes its index.tsv, titles_index.tsv
"""

from __future__ import annotations

from converter.mapping.table import INDEX, index_lines, load_table
from converter.resources import resource
from converter.wording.titles import INDEX as TITLES_INDEX
from converter.wording.titles import load_titles, title_lines


def main() -> None:
    """Prove the packaged tables and store their parsed patterns."""
    load_table(prove=True)
    load_titles(anew=True)
    folder = resource("mappings")
    for name, lines in ((INDEX, index_lines(folder)), (TITLES_INDEX, title_lines(folder))):
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
