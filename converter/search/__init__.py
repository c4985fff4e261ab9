"""Words over all filings that were converted.

from converter.search import Wanted, search, update
update(Path("output"))                                   brings the index to what was converted
search(Path("output"), Wanted('"going concern" covenant*', form="10-K"))
"""

from converter.search.ask import Hit, Wanted, search
from converter.search.errors import SearchError
from converter.search.index import INDEX, Updated, update

__all__ = ["INDEX", "Hit", "SearchError", "Updated", "Wanted", "search", "update"]
